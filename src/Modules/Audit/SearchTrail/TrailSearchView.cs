using System.ComponentModel.DataAnnotations;
using Guotu.Audit.Archiving;
using Guotu.Audit.SearchRecords;
using Guotu.Kernel.Time;

namespace Guotu.Audit.SearchTrail;

/// <summary>What the whole trail holds of what was asked for.</summary>
/// <param name="Records">Newest first, at most <see cref="TrailSearch.MostHits"/>.</param>
/// <param name="Truncated">There are more: the question must be narrowed.</param>
/// <param name="Gaps">Archives that could not be searched or do not hold: the answer says nothing of what they held.</param>
/// <param name="Archives">Each archive that the dates reach, newest first, and how it was searched.</param>
public sealed record TrailSearchView(IReadOnlyList<AuditRecordView> Records, bool Truncated, int Gaps, IReadOnlyList<SearchedArchive> Archives);

/// <summary>How an archive was searched.</summary>
/// <param name="ArchiveNo">Archive.</param>
/// <param name="From">When the first of its batches was sealed.</param>
/// <param name="To">When the last of its batches was sealed.</param>
/// <param name="State">
/// <c>searched</c>; <c>withoutIndex</c>: record by record, its index is away or damaged; <c>notReached</c>: there were hits enough in newer ones;
/// <c>missing</c>: its file, or its row in the catalogue, is away; <c>damaged</c>: it is not as it was written.
/// </param>
public sealed record SearchedArchive(
    int ArchiveNo, Instant From, Instant To, [property: AllowedValues("searched", "withoutIndex", "notReached", "missing", "damaged")] string State)
{
    internal const string Searched = "searched";
    internal const string WithoutIndex = "withoutIndex";
    internal const string NotReached = "notReached";
    internal const string Missing = "missing";
    internal const string Damaged = "damaged";

    /// <summary>Batches that were unpacked.</summary>
    public int Batches { get; init; }

    /// <summary>Records that were found in it.</summary>
    public int Hits { get; init; }

    internal bool IsGap => State is Missing or Damaged;

    internal static SearchedArchive Of(TrailArchive archive, string state) => Of(archive.ArchiveNo, archive.OldestUtc, archive.NewestUtc, state);

    /// <summary>A row that was edited may hold any number.</summary>
    internal static SearchedArchive Of(long number, Instant from, Instant to, string state) => new((int)Math.Clamp(number, int.MinValue, int.MaxValue), from, to, state);
}
