using Guotu.Database.Rows;

namespace Guotu.Approval.Store;

/// <summary>A project under a seal (项目封签): its code stands on every paper of its cases.</summary>
internal static class ProjectSeal
{
    public static readonly ProtectedTable Table = new("ap_project_seal", "project_id", SealedFamily.Columns, new HashSet<string>(), "row_mac");

    public static readonly SealedFamily Family = new(
        Table,
        [
            new("ap_project", "t.project_id", "t.project_id",
            [
                .. SealedColumn.Of(SealedKind.Text, "project_code", "investment_code", "project_name", "builder_name", "region_code", "origin_node", "label_category"),
                .. SealedColumn.Of(SealedKind.Number, "row_version", "owner_org_id", "label_level"),
                .. SealedColumn.Of(SealedKind.Instant, "created_utc"),
            ]),
        ]);
}
