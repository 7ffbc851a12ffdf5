using System.Globalization;
using Guotu.Rendering.Sheets;

namespace Guotu.Identity.ShowRoles;

/// <summary>The matrix as a workbook (角色权限表工作簿): use cases by roles, and a sheet of the roles.</summary>
internal static class RoleMatrixWorkbook
{
    public static byte[] Write(RoleMatrixView matrix, string footer)
    {
        using var output = new MemoryStream();
        XlsxWriter.Write(output, [UseCases(matrix, footer), Roles(matrix, footer)]);
        return output.ToArray();
    }

    private static SheetTable UseCases(RoleMatrixView matrix, string footer) => new(
        "角色权限表",
        [new("模块", 16), new("功能", 28), new("代码", 30), .. matrix.Roles.Select(r => new SheetColumn(r.Name, 12))],
        [
            (IReadOnlyList<string?>)[string.Empty, "数据范围(人数)", string.Empty, .. matrix.Roles.Select(ScopeOf)],
            .. matrix.Parts.SelectMany(part => part.UseCases.Select(use => RowOf(matrix, part, use))),
        ])
    {
        Footer = footer,
    };

    private static IReadOnlyList<string?> RowOf(RoleMatrixView matrix, MatrixPart part, MatrixUseCase use) =>
        [part.Title, use.Title, use.Code, .. matrix.Roles.Select(r => use.Roles.Contains(r.Code) ? "✓" : string.Empty)];

    private static SheetTable Roles(RoleMatrixView matrix, string footer) => new(
        "角色",
        [new("代码", 14), new("名称", 20), new("归谁", 20), new("数据范围(人数)", 30), new("功能数", 10)],
        matrix.Roles.Select(r => (IReadOnlyList<string?>)
        [
            r.Code, r.Name, r.Holder, ScopeOf(r), matrix.Parts.SelectMany(p => p.UseCases).Count(u => u.Roles.Contains(r.Code)).ToString(CultureInfo.InvariantCulture),
        ]))
    {
        Footer = footer,
    };

    private static string ScopeOf(MatrixRole role) =>
        role.Scopes.Count == 0 ? "没有人" : string.Join(";", role.Scopes.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Scope} {s.People} 人")));
}
