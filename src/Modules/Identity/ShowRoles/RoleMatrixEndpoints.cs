using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
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

    private static async Task<IResult> WorkbookAsync(HttpContext http, RoleMatrix roles, IClock clock, CancellationToken ct) =>
        Results.File(RoleMatrixWorkbook.Write(await roles.ReadAsync(ct), FooterOf(http, clock.Now)), SheetType, string.Create(CultureInfo.InvariantCulture, $"role-matrix-{clock.Today:yyyyMMdd}.xlsx"));

    /// <summary>Who exported and when, at the foot of every page.</summary>
    public static string FooterOf(HttpContext http, Instant now) =>
        string.Create(CultureInfo.InvariantCulture, $"{http.Caller().OrganisationName} {http.Caller().Name} {http.Caller().Account} 导出于 {now.LocalDateTime:yyyy-MM-dd HH:mm}");
}
