[assembly: AssemblyFixture(typeof(SupportKit.Tests.Shared.PostgresServer))]

namespace SupportKit.Tests.Shared;

public sealed partial class PostgresServer
{
    partial void WhenMissing() => Component.Missing("PostgreSQL", "apt-get install postgresql");
}
