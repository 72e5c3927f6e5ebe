// Works off the jobs that stand in the queue, each with the three writes of a fired deadline in one round trip, and
// prints the milliseconds from the start of the workers to the end of the last job.
//
//   node worker.mjs JOBS WRITES.json [schema]
//
// With "schema" it makes the tables of the queue and ends. The database is named by PGHOST, PGUSER and PGDATABASE.
import { readFileSync } from "node:fs";
import { run, runMigrations } from "graphile-worker";
import pg from "pg";

const [jobs, file, only] = process.argv.slice(2);
const pgPool = new pg.Pool({ max: 34 });
pgPool.on("error", fail);
pgPool.on("connect", (client) => client.on("error", fail));
if (only === "schema") {
  await runMigrations({ pgPool });
  await pgPool.end();
  process.exit(0);
}

// A job that fails ends the measurement: what did not happen is not counted.
function fail(error) {
  console.error(error);
  process.exit(1);
}

const { ticket, happened, message } = JSON.parse(readFileSync(file, "utf8"));
let left = Number(jobs);
let done;
const all = new Promise((resolve) => (done = resolve));
const fire = {
  name: "fire",
  text: `with changed as (
      update supportkit_tickets set version = version + 1, next_due = next_due + 1, body = $2 where tenant = 'default' and id = $1
    ), recorded as (
      insert into supportkit_events (tenant, ticket, sequence, body) values ('default', $1, 1000, $3)
    )
    insert into supportkit_messages
      (tenant, id, destination, ticket, sequence, state, committed_at, not_before, attempts, perhaps_delivered, template, body)
    values ('default', 'fired/' || $1::uuid, '', $1, 1000, 'Waiting', 0, 0, 0, false, 'opened', $4)`,
};

// Whoever started it may be gone, and with it the database.
setTimeout(() => fail("The jobs were not worked off within five minutes."), 300_000).unref();

const started = performance.now();
const runner = await run({
  pgPool,
  noHandleSignals: true,
  logger: undefined,
  crontab: "",
  preset: {
    worker: {
      concurrentJobs: 32,
      pollInterval: 100,
      maxPoolSize: 34,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
  taskList: {
    deadline: async (payload, helpers) => {
      await helpers.query({ ...fire, values: [payload.ticket, ticket, happened, message] }).catch(fail);
      if (--left === 0) done();
    },
  },
});
await all;
await runner.stop(); // waits until the last ones are marked as done, as they are at the other side
console.log(Math.round(performance.now() - started));
await pgPool.end();
