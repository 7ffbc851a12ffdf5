using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.DatumShifts;

/// <summary>A row of <c>om_datum_shift</c>, whose MAC covers all of it; parameters and control points are encrypted.</summary>
internal sealed class DatumShiftRow
{
    public const string ParameterColumn = "parameter_text";
    public const string ControlColumn = "control_text";

    public static readonly ProtectedTable Table = new(
        "om_datum_shift",
        "shift_id",
        [
            "shift_name", "from_epsg", "shift_kind", "active_key", ParameterColumn, ControlColumn, "rms_micrometres", "entered_by", "entered_name", "entered_utc",
            "is_retired", "retired_by", "retired_utc", "owner_org_id", "region_code", "origin_node", "label_level", "label_category",
        ],
        new HashSet<string>([ParameterColumn, ControlColumn], StringComparer.Ordinal),
        "row_mac");

    private readonly string? _storedKey;

    public long ShiftId { get; init; }

    public string ShiftName { get; init; } = string.Empty;

    public int FromEpsg { get; init; }

    public string ShiftKind { get; init; } = string.Empty;

    /// <summary>Plain text when made, ciphertext when read.</summary>
    public string ParameterText { get; init; } = string.Empty;

    public string? ControlText { get; init; }

    public long? RmsMicrometres { get; init; }

    public long EnteredBy { get; init; }

    public string EnteredName { get; init; } = string.Empty;

    public Instant EnteredUtc { get; init; }

    public bool IsRetired { get; init; }

    public long? RetiredBy { get; init; }

    public Instant? RetiredUtc { get; init; }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public string RowMac { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    /// <summary>Unique: one set in use for a system. Where the column is read it is the stored one, so that the MAC proves it.</summary>
    public string ActiveKey
    {
        get => _storedKey ?? (IsRetired
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"retired:{ShiftId}")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"epsg:{FromEpsg}"));
        init => _storedKey = value;
    }

    /// <summary>The row's values with the encrypted ones in plain text.</summary>
    public IReadOnlyList<RowValue> Values(string parameters, string? control) =>
    [
        RowValue.Of("shift_name", ShiftName),
        RowValue.Of("from_epsg", FromEpsg),
        RowValue.Of("shift_kind", ShiftKind),
        RowValue.Of("active_key", ActiveKey),
        RowValue.Of(ParameterColumn, parameters),
        RowValue.Of(ControlColumn, control),
        RowValue.Of("rms_micrometres", RmsMicrometres),
        RowValue.Of("entered_by", EnteredBy),
        RowValue.Of("entered_name", EnteredName),
        RowValue.Of("entered_utc", EnteredUtc),
        RowValue.Of("is_retired", IsRetired),
        RowValue.Of("retired_by", RetiredBy),
        RowValue.Of("retired_utc", RetiredUtc),
        RowValue.Of("owner_org_id", OwnerOrgId),
        RowValue.Of("region_code", RegionCode),
        RowValue.Of("origin_node", OriginNode),
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
    ];

    public DatumShiftRow Retired(long by, Instant at) => new()
    {
        ShiftId = ShiftId,
        ShiftName = ShiftName,
        FromEpsg = FromEpsg,
        ShiftKind = ShiftKind,
        RmsMicrometres = RmsMicrometres,
        EnteredBy = EnteredBy,
        EnteredName = EnteredName,
        EnteredUtc = EnteredUtc,
        IsRetired = true,
        RetiredBy = by,
        RetiredUtc = at,
        OwnerOrgId = OwnerOrgId,
        RegionCode = RegionCode,
        OriginNode = OriginNode,
        LabelLevel = LabelLevel,
        LabelCategory = LabelCategory,
    };
}
