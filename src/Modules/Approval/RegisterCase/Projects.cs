using System.Globalization;
using Guotu.Approval.Store;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RegisterCase;

/// <summary>
/// Projects and their codes (统一赋码): <c>XX610724-YYYY-NNNNN</c>, given once and never used again. A case with an investment code that
/// is known joins that project.
/// </summary>
public sealed class Projects(NumberSeries numbers, ObjectSeals seals, IIdSource ids, NodeSettings node)
{
    private const string FindSql =
        "SELECT project_id, project_code FROM ap_project WHERE investment_code = :p_code ORDER BY project_id LIMIT 1";

    private const string CodeSql = "SELECT project_id, project_code FROM ap_project WHERE project_id = :p_id";

    private const string InsertSql =
        """
        INSERT INTO ap_project (project_id, project_code, investment_code, project_name, builder_name, created_utc, row_version,
          owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_id, :p_code, :p_investment, :p_name, :p_builder, :p_at, 1, :p_org, :p_region, :p_node, 1, NULL)
        """;

    internal async Task<Result<long>> FindOrCreateAsync(IUnitOfWork work, NewProject project, CancellationToken ct)
    {
        if (await work.SingleOrDefaultAsync<ProjectRow>(FindSql, new { p_code = project.InvestmentCode }, ct) is { } known)
        {
            return known.ProjectId;
        }

        var year = work.At.LocalDate.Year;
        var number = await numbers.NextAsync(work, string.Create(CultureInfo.InvariantCulture, $"project/{year}"), ct);
        if (number.Error is { } noNumber)
        {
            return noNumber;
        }

        var code = string.Create(CultureInfo.InvariantCulture, $"{node.County.ProjectPrefix}{node.County.Code}-{year}-{number.Value:00000}");
        var arguments = new
        {
            p_id = ids.Next(),
            p_code = code,
            p_investment = project.InvestmentCode,
            p_name = project.Name,
            p_builder = project.Builder,
            p_at = work.At,
            p_org = work.Context.Actor.OrganisationId,
            p_region = node.County.RegionCode,
            p_node = node.County.Code,
        };
        seals.Begin(work, ProjectSeal.Family, arguments.p_id);
        await work.ExecuteAsync(InsertSql, arguments, ct);
        work.Audit(new AuditEntry("project.create", "project", code, $"项目赋码 {code}"));
        return arguments.p_id;
    }

    internal static async Task<string> CodeAsync(ISqlSession session, long projectId, CancellationToken ct) =>
        (await session.SingleOrDefaultAsync<ProjectRow>(CodeSql, new { p_id = projectId }, ct))?.ProjectCode
            ?? throw new InvalidDataException($"Project {projectId} is gone");

    private sealed class ProjectRow
    {
        public long ProjectId { get; init; }

        public string ProjectCode { get; init; } = string.Empty;
    }
}

/// <summary>A project as a case tells it.</summary>
internal sealed record NewProject(string? InvestmentCode, string Name, string Builder);
