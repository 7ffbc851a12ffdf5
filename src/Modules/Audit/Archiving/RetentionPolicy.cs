using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Archiving;

/// <summary>
/// How long records stay in the database (留存期限). The Cybersecurity Law, article 21(3), asks for six months; a site may keep longer, never
/// shorter. What is older may be moved into archive files, which the platform never deletes.
/// </summary>
/// <param name="Days">Days that a record stays in the database at least.</param>
public sealed record RetentionPolicy(int Days)
{
    /// <summary>Six months of the longest kind, and a day: 184 days.</summary>
    public const int Least = 184;

    /// <summary>Batches sealed before midnight of this date may be archived.</summary>
    public Result<Instant> CutOff(DateOnly before, Instant now)
    {
        var latest = now.LocalDate.AddDays(-Math.Max(Days, Least));
        return before <= latest
            ? Instant.StartOf(before)
            : new Error(AuditErrors.TooYoungToArchive, ("before", before.ToString("yyyy-MM-dd", null)), ("latest", latest.ToString("yyyy-MM-dd", null)), ("days", Math.Max(Days, Least)));
    }
}
