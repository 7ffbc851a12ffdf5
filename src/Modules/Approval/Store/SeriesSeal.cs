using Guotu.Database.Rows;

namespace Guotu.Approval.Store;

/// <summary>A number series under a seal (编号序列封签).</summary>
internal static class SeriesSeal
{
    public static readonly ProtectedTable Table = new("ap_series_seal", "series_id", SealedFamily.Columns, new HashSet<string>(), "row_mac");

    public static readonly SealedFamily Family = new(
        Table,
        [
            new("ap_number_series", "t.series_id", "t.series_key", [.. SealedColumn.Of(SealedKind.Text, "series_key"), .. SealedColumn.Of(SealedKind.Number, "last_no")]),
        ]);
}
