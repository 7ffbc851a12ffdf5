using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Guotu.Testing.Database;

/// <summary>Runs a theory on SQLite and on PostgreSQL; its one argument is the provider's name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<string>("sqlite"), new TheoryDataRow<string>("postgresql")]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
