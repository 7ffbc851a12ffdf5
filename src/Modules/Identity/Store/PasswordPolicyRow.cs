using Guotu.Database.Rows;
using Guotu.Identity.Domain;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_password_policy</c>, whose MAC covers all of it.</summary>
internal sealed class PasswordPolicyRow
{
    public static readonly ProtectedTable Table = new(
        "id_password_policy",
        "policy_id",
        ["least_length", "least_classes", "remembered_count", "longest_days", "warn_days", "least_hours", "inactive_days", "changed_utc"],
        new HashSet<string>(),
        "row_mac");

    public long PolicyId { get; init; }

    public int LeastLength { get; init; }

    public int LeastClasses { get; init; }

    public int RememberedCount { get; init; }

    public int LongestDays { get; init; }

    public int WarnDays { get; init; }

    public int LeastHours { get; init; }

    public int InactiveDays { get; init; }

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public PasswordPolicy Policy => new()
    {
        LeastLength = LeastLength,
        LeastClasses = LeastClasses,
        Remembered = RememberedCount,
        LongestDays = LongestDays,
        WarnDays = WarnDays,
        LeastHours = LeastHours,
        InactiveDays = InactiveDays,
    };

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("least_length", LeastLength),
        RowValue.Of("least_classes", LeastClasses),
        RowValue.Of("remembered_count", RememberedCount),
        RowValue.Of("longest_days", LongestDays),
        RowValue.Of("warn_days", WarnDays),
        RowValue.Of("least_hours", LeastHours),
        RowValue.Of("inactive_days", InactiveDays),
        RowValue.Of("changed_utc", ChangedUtc),
    ];

    public static long IdOf(PasswordAudience audience) => audience == PasswordAudience.Administrators ? 2 : 1;

    public static PasswordPolicyRow Of(PasswordAudience audience, PasswordPolicy policy, Instant at) => new()
    {
        PolicyId = IdOf(audience),
        LeastLength = policy.LeastLength,
        LeastClasses = policy.LeastClasses,
        RememberedCount = policy.Remembered,
        LongestDays = policy.LongestDays,
        WarnDays = policy.WarnDays,
        LeastHours = policy.LeastHours,
        InactiveDays = policy.InactiveDays,
        ChangedUtc = at,
    };
}
