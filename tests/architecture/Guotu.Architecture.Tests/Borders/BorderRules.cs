namespace Guotu.Architecture.Tests.Borders;

/// <summary>The borders of the house as refusals.</summary>
public static class BorderRules
{
    /// <summary>Hosts may use modules and blocks, modules blocks and other modules, blocks only blocks.</summary>
    public static bool MayReference(Storey from, Storey to) => from >= to && !(from == Storey.Hosts && to == Storey.Hosts);

    /// <summary>What a module may use of another module lies in its <c>Contracts</c>; <c>Contracts</c> itself may hold folders.</summary>
    public static bool IsContract(UsedType type) =>
        type.Namespace.EndsWith(".Contracts", StringComparison.Ordinal) || type.Namespace.Contains(".Contracts.", StringComparison.Ordinal);
}
