#!/usr/bin/env bash
# Several processes on one PostgreSQL, and what fails around them: tests/SupportKit.Faults/ManyMachinesTests.cs, which `dotnet test` leaves
# out, takes a quarter of an hour. Installs PgBouncer where it is missing; writes benchmarks/results/machines.md.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v pgbouncer >/dev/null || [ -x /usr/sbin/pgbouncer ] || {
  apt-get update -qq
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends pgbouncer >/dev/null
}
dotnet build tests/SupportKit.Faults -v q -nologo
report=benchmarks/results/machines.md
load() { cut -d' ' -f1 /proc/loadavg; }
cat >"$report" <<END
# Several machines

Made by \`bash benchmarks/many-machines.sh\` on $(date '+%-d %B %Y'), at commit $(git rev-parse --short HEAD), on $(nproc) cores of a virtual machine whose load was $(load) before
it. The machines are processes of a debug build, each with its workers and four clients, on PostgreSQL 15 beside them; clients and
database share the cores with them, so four machines cannot do four times what one does here. Leases last ten seconds. At the end of each
row every acknowledged command is looked for, each history is replayed, and every message that was called for is looked for among those
that were delivered; a row that lacks anything is not written.

| | commands/s before the fault | commands acknowledged | messages | delivered once more | deadlines fired | the latest after | errors that callers saw |
|---|--:|--:|--:|--:|--:|--:|--:|
END
SUPPORTKIT_MACHINES_REPORT="$PWD/$report" tests/SupportKit.Faults/bin/Debug/net10.0/SupportKit.Faults -explicit only -class "*.ManyMachinesTests"
echo "
The rows of one, two and four machines have clients without a pause between commands, which go on for half a minute, so few promises of theirs fall due,
or none; the clients of the others wait a tenth of a second between two commands." >>"$report"
