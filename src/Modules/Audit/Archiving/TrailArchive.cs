using Guotu.Kernel.Time;

namespace Guotu.Audit.Archiving;

/// <summary>
/// A part of the trail that was moved into a file (归档): whole batches, in their order from the first batch on. Its checkpoints stay in the
/// database and in the checkpoint file, so the chain stays whole.
/// </summary>
public sealed record TrailArchive
{
    public long ArchiveNo { get; init; }

    public long FirstBatch { get; init; }

    public long LastBatch { get; init; }

    public long RecordCount { get; init; }

    /// <summary>When the first of its batches was sealed.</summary>
    public Instant OldestUtc { get; init; }

    /// <summary>When the last of its batches was sealed: no record of the archive is younger.</summary>
    public Instant NewestUtc { get; init; }

    /// <summary>Name in the archive folder.</summary>
    public string FileName { get; init; } = string.Empty;

    /// <summary>SM3 of the file as it lies there.</summary>
    public string FileHex { get; init; } = string.Empty;

    public Instant ArchivedUtc { get; init; }

    /// <summary>SM3 over the counted acts that stay in the database for the comparison with the business tables.</summary>
    public string ActsHex { get; init; } = string.Empty;

    /// <summary>SM3 of the index beside the file; null for archives from before there were indexes.</summary>
    public string? IndexHex { get; init; }

    public int KeyVersion { get; init; }

    /// <summary>HMAC-SM3 over everything above.</summary>
    public string MacHex { get; init; } = string.Empty;
}
