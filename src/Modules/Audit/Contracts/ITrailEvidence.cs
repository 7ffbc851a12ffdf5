using Guotu.Kernel.Time;

namespace Guotu.Audit.Contracts;

/// <summary>What the trail shows to an assessor (审计的证据). It is proved anew at each call; nothing is changed.</summary>
public interface ITrailEvidence
{
    Task<TrailFacts> ReadAsync(CancellationToken ct);
}

/// <summary>Facts about the trail.</summary>
public sealed record TrailFacts
{
    /// <summary>Records that were proved, in the database.</summary>
    public required long Records { get; init; }

    /// <summary>Findings of the verification; none where the trail holds.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Records without instant, person, kind, object or outcome.</summary>
    public required long Incomplete { get; init; }

    /// <summary>Whether a real record, changed in memory, is told from the one that was written; null where there is no record.</summary>
    public required bool? EditIsNoticed { get; init; }

    /// <summary>Days that records stay in the database at least.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>The oldest record in the database.</summary>
    public required Instant? Oldest { get; init; }

    /// <summary>How many records there are of each kind and outcome.</summary>
    public required IReadOnlyList<KindCount> Kinds { get; init; }
}

/// <summary>Records of a kind.</summary>
public sealed record KindCount(string Kind, string Outcome, long Records);
