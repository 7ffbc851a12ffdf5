using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Guotu.Testing.Database;

/// <summary>
/// Runs a theory on SQLite, on PostgreSQL and through a driver loaded at run time that behaves like Dameng's; its one argument is
/// the provider's name.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDialectAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<string>("sqlite"), new TheoryDataRow<string>("postgresql"), new TheoryDataRow<string>("dm")]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
