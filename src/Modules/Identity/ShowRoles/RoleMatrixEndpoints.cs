using System.Globalization;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ShowRoles;

/// <summary>HTTP of the matrix of roles: read by the security administrator and by the auditor; each export is journalled.</summary>
internal static class RoleMatrixEndpoints
{
    public const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var matrix = endpoints.MapGroup("/api/v1/role-matrix").WithTags("角色授权");
        matrix.MapGet(string.Empty, async (RoleMatrix roles, CancellationToken ct) => Results.Ok(await roles.ReadAsync(ct)))
            .RequiresAny(IdentityPermissions.ManageGrants, IdentityPermissions.ConfirmAccounts).Produces<RoleMatrixView>();
        matrix.MapGet("/workbook", WorkbookAsync).RequiresAny(IdentityPermissions.ManageGrants, IdentityPermissions.ConfirmAccounts)
            .ReadsProtected("role-matrix", "none").Produces(StatusCodes.Status200OK, contentType: SheetType);
    }

    private static async Task<IResult> WorkbookAsync(HttpContext http, RoleMatrix roles, IExportRegister exports, IClock clock, CancellationToken ct)
    {
        var mark = await exports.RegisterAsync(http.Caller(), new ExportAsked(ExportClass.Table, "role-matrix", "all", "角色权限矩阵", LabelScheme.Shipped.Records), ct);
        return mark.Error is { } unmarked
            ? ProblemAnswer.Of(unmarked)
            : Results.File(RoleMatrixWorkbook.Write(await roles.ReadAsync(ct), FooterOf(mark.Value)), SheetType, string.Create(CultureInfo.InvariantCulture, $"role-matrix-{clock.Today:yyyyMMdd}.xlsx"));
    }

    /// <summary>Who exported what when, at the foot of every page, where the county wants it seen.</summary>
    public static string FooterOf(ExportMark mark) => mark.Shown ? mark.Line : string.Empty;
}
