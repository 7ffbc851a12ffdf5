using Guotu.Kernel.Errors;
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

    /// <summary>Before any node: an earlier date was not given or is a slip.</summary>
    private const int FirstYear = 2000;

    /// <summary>The latest date that an archiving may name.</summary>
    public DateOnly Latest(Instant now) => now.LocalDate.AddDays(-Math.Max(Days, Least));

    /// <summary>Batches sealed before midnight of this date may be archived.</summary>
    public Result<Instant> CutOff(DateOnly before, Instant now)
    {
        if (before.Year < FirstYear)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "归档这一天以前的"), ("reason", "写成 2026-03-01 的样子")) { Field = "before" };
        }

        var latest = Latest(now);
        return before <= latest
            ? Instant.StartOf(before)
            : new Error(AuditErrors.TooYoungToArchive, ("before", before.ToString("yyyy-MM-dd", null)), ("latest", latest.ToString("yyyy-MM-dd", null)), ("days", Math.Max(Days, Least)));
    }
}
