using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>What a whole reconciliation gave (对账结果).</summary>
/// <param name="CheckedAt">When it began: acts up to here were compared.</param>
/// <param name="Results">One a kind of business object.</param>
public sealed record ReconciledTrail(Instant CheckedAt, IReadOnlyList<ReconciledActsResult> Results)
{
    public IReadOnlyList<ReconciledLine> Lines => [.. Results.Select(r => r.Line)];

    /// <summary>Objects that differ, those beyond what is listed included.</summary>
    public int Differences => (int)Math.Min(int.MaxValue, Results.Sum(r => (long)r.Line.Differences));

    /// <summary>Kinds of object of which nothing can be said.</summary>
    public int Undetermined => Results.Count(r => r.Line.Undetermined is not null);

    /// <summary>Nothing differs, and everything could be compared.</summary>
    public bool Ok => Differences == 0 && Undetermined == 0;

    /// <summary>For the audit record; names no object.</summary>
    public string Words => Ok
        ? $"{Results.Count} 类全部相符"
        : string.Join(',', new[] { Differences > 0 ? $"差 {Differences}" : null, Undetermined > 0 ? $"无法判定 {Undetermined} 类" : null }.OfType<string>());
}
