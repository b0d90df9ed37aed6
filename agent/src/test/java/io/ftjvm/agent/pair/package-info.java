/** Protected services in processes of their own: primaries and backups that are killed, stopped, refused and replaced. */
package io.ftjvm.agent.pair;
