// The functions that commit and prune inside PostgreSQL.
//
// Why a function: a commit locks the row that counts sequence numbers, and so commits happen one after the other.
// That is what makes the change feed sound. Numbers taken from a sequence object become visible in any order, and
// a follower that has read 8 would never see 7, committed a moment later. With the counter row, a number is taken
// only after every lower one was committed. But a lock for all replicas must never wait for one of them: with a
// transaction of several round trips, a replica that stalls between two of them would stop everybody. A function
// is one round trip; once the server has it, it ends without its client.
//
// Throughput comes from groups: a replica sends the batches that are waiting together, and they share one lock,
// one wait for the disk and one round trip.

/** @param schema its name, quoted */
export function createCommitFunctions(schema: string, channel: string): string {
  return (
    sumsAfter(schema) + findConflict(schema) + commitBatches(schema, channel) + pruneExpired(schema, channel)
  );
}

/** The sums of a document after an addition. Amounts are whole numbers of any size, in decimal text. */
function sumsAfter(schema: string): string {
  return `
    CREATE OR REPLACE FUNCTION ${schema}.sums_after(item jsonb, service_now bigint) RETURNS jsonb
    LANGUAGE plpgsql AS $$
    DECLARE
      sums jsonb;
    BEGIN
      SELECT body::jsonb INTO sums FROM ${schema}.document
        WHERE kind = item ->> 'kind' AND tenant = item ->> 'tenant' AND id = item ->> 'id'
          AND (expires_at IS NULL OR expires_at > service_now);
      sums := coalesce(sums, '{}');
      RETURN sums || (
        SELECT jsonb_object_agg(added.key, (coalesce((sums ->> added.key)::numeric, 0) + added.value::numeric)::text)
          FROM jsonb_each_text(item -> 'add') AS added
      );
    END $$;
  `;
}

/**
 * The first reason against a batch: {"conflict": "fence"}, {"conflict": "revision", "check": its index, "actual"}, or
 * {"conflict": "bound", "write": its index}.
 * The lease's row stays locked until the commit ends, so that nobody takes the lease over in between.
 */
function findConflict(schema: string): string {
  return `
    CREATE OR REPLACE FUNCTION ${schema}.find_conflict(batch jsonb, service_now bigint) RETURNS jsonb
    LANGUAGE plpgsql AS $$
    DECLARE
      item jsonb;
      position integer := 0;
      actual bigint;
      sums jsonb;
    BEGIN
      IF batch ? 'fence' THEN
        PERFORM 1 FROM ${schema}.lease
          WHERE name = batch #>> '{fence,lease}' AND token = (batch #>> '{fence,token}')::bigint
            AND expires_at > ${schema}.now_ms()
          FOR SHARE;
        IF NOT FOUND THEN
          RETURN jsonb_build_object('conflict', 'fence');
        END IF;
      END IF;
      FOR item IN SELECT value FROM jsonb_array_elements(batch -> 'checks') LOOP
        SELECT revision INTO actual FROM ${schema}.document
          WHERE kind = item ->> 'kind' AND tenant = item ->> 'tenant' AND id = item ->> 'id'
            AND (expires_at IS NULL OR expires_at > service_now);
        IF coalesce(actual::text, 'absent') <> item ->> 'expect' THEN
          RETURN jsonb_build_object('conflict', 'revision', 'check', position, 'actual', actual);
        END IF;
        position := position + 1;
      END LOOP;
      position := 0;
      FOR item IN SELECT value FROM jsonb_array_elements(batch -> 'writes') LOOP
        IF item ? 'atMost' THEN
          sums := ${schema}.sums_after(item, service_now);
          PERFORM 1 FROM jsonb_each_text(item -> 'atMost') AS bound
            WHERE coalesce((sums ->> bound.key)::numeric, 0) > bound.value::numeric;
          IF FOUND THEN
            RETURN jsonb_build_object('conflict', 'bound', 'write', position);
          END IF;
        END IF;
        position := position + 1;
      END LOOP;
      RETURN NULL;
    END $$;
  `;
}

/** Commits each batch or reports its conflict, in order. Answers an array with one object per batch. */
function commitBatches(schema: string, channel: string): string {
  return `
    CREATE OR REPLACE FUNCTION ${schema}.commit_batches(batches jsonb, service_now bigint) RETURNS jsonb
    LANGUAGE plpgsql AS $$
    DECLARE
      batch jsonb;
      item jsonb;
      answer jsonb;
      answers jsonb[] := '{}';
      revisions bigint[];
      started bigint;
      latest bigint;
    BEGIN
      SELECT value INTO started FROM ${schema}.counter WHERE name = 'sequence' FOR UPDATE;
      latest := started;
      FOR batch IN SELECT value FROM jsonb_array_elements(batches) LOOP
        answer := ${schema}.find_conflict(batch, service_now);
        IF answer IS NULL THEN
          revisions := '{}';
          FOR item IN SELECT value FROM jsonb_array_elements(batch -> 'writes') LOOP
            IF item ? 'add' THEN
              item := item || jsonb_build_object('body', ${schema}.sums_after(item, service_now)::text);
            END IF;
            IF item ? 'body' THEN
              INSERT INTO ${schema}.document (kind, tenant, id, revision, expires_at, body)
                VALUES (item ->> 'kind', item ->> 'tenant', item ->> 'id', latest + 1,
                  (item ->> 'expiresAt')::bigint, item ->> 'body')
                ON CONFLICT (kind, tenant, id) DO UPDATE SET
                  revision = excluded.revision, expires_at = excluded.expires_at, body = excluded.body;
            ELSE
              DELETE FROM ${schema}.document
                WHERE kind = item ->> 'kind' AND tenant = item ->> 'tenant' AND id = item ->> 'id'
                  AND (expires_at IS NULL OR expires_at > service_now);
              IF NOT FOUND THEN
                revisions := revisions || 0::bigint;
                CONTINUE;
              END IF;
            END IF;
            latest := latest + 1;
            INSERT INTO ${schema}.change (sequence, kind, tenant, id, deleted)
              VALUES (latest, item ->> 'kind', item ->> 'tenant', item ->> 'id', NOT item ? 'body');
            revisions := revisions || latest;
          END LOOP;
          answer := jsonb_build_object('revisions', revisions, 'sequence', latest);
        END IF;
        answers := answers || answer;
      END LOOP;
      IF latest > started THEN
        UPDATE ${schema}.counter SET value = latest WHERE name = 'sequence';
        PERFORM pg_notify('${channel}', latest::text);
      END IF;
      RETURN to_jsonb(answers);
    END $$;
  `;
}

/** Removes expired documents, the longest expired first. Answers how many. */
function pruneExpired(schema: string, channel: string): string {
  return `
    CREATE OR REPLACE FUNCTION ${schema}.prune_expired(service_now bigint, most integer) RETURNS integer
    LANGUAGE plpgsql AS $$
    DECLARE
      item record;
      started bigint;
      latest bigint;
    BEGIN
      -- Nothing to do is the usual case, and must not take the lock.
      PERFORM 1 FROM ${schema}.document WHERE expires_at <= service_now LIMIT 1;
      IF NOT FOUND THEN
        RETURN 0;
      END IF;
      SELECT value INTO started FROM ${schema}.counter WHERE name = 'sequence' FOR UPDATE;
      latest := started;
      FOR item IN
        SELECT kind, tenant, id FROM ${schema}.document WHERE expires_at <= service_now
          ORDER BY expires_at, kind, tenant, id LIMIT most
      LOOP
        DELETE FROM ${schema}.document WHERE kind = item.kind AND tenant = item.tenant AND id = item.id;
        latest := latest + 1;
        INSERT INTO ${schema}.change (sequence, kind, tenant, id, deleted)
          VALUES (latest, item.kind, item.tenant, item.id, true);
      END LOOP;
      UPDATE ${schema}.counter SET value = latest WHERE name = 'sequence';
      PERFORM pg_notify('${channel}', latest::text);
      RETURN latest - started;
    END $$;
  `;
}
