using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Settings;

/// <summary>A change of a setting (参数修改), a row of <c>db_setting_change</c> whose MAC covers all of it.</summary>
public sealed class SettingChange
{
    internal static readonly ProtectedTable Table = new(
        "db_setting_change",
        "change_id",
        ["setting_key", "version_no", "before_no", "value_no", "is_confirmed", "reason_text", "changed_by", "changed_name", "changed_utc"],
        new HashSet<string>(),
        "row_mac");

    public long ChangeId { get; init; }

    public string SettingKey { get; init; } = string.Empty;

    /// <summary>1 is the first change of the key.</summary>
    public int VersionNo { get; init; }

    public int BeforeNo { get; init; }

    public int ValueNo { get; init; }

    /// <summary>Whether the person says to have compared the value with its source (已核实).</summary>
    public bool IsConfirmed { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public long ChangedBy { get; init; }

    public string ChangedName { get; init; } = string.Empty;

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    internal IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("setting_key", SettingKey),
        RowValue.Of("version_no", VersionNo),
        RowValue.Of("before_no", BeforeNo),
        RowValue.Of("value_no", ValueNo),
        RowValue.Of("is_confirmed", IsConfirmed),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_name", ChangedName),
        RowValue.Of("changed_utc", ChangedUtc),
    ];
}

/// <summary>A setting as it is in force (现值).</summary>
/// <param name="Value">In the unit of its definition.</param>
/// <param name="Doubt">What is not certain about it; null where it is certain, or a person has confirmed it.</param>
/// <param name="Last">The change that made it so; null where it is as delivered.</param>
public sealed record SettingValue(int Value, string? Doubt, SettingChange? Last)
{
    /// <summary>0 where it was never changed.</summary>
    public int Version => Last?.VersionNo ?? 0;
}
