using System.ComponentModel.DataAnnotations;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListTasks;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ListCases;

/// <summary>办件 in the caller's scope, newest first.</summary>
public sealed class CaseList(IUnitsOfWork units, CaseLights lights)
{
    private const string Sql =
        "SELECT " + CaseRow.Columns + """
         FROM ap_case c
        WHERE {scope:ap_case:c} AND (c.project_name LIKE :p_like ESCAPE '!' OR c.receipt_number LIKE :p_like ESCAPE '!' OR c.case_number LIKE :p_like ESCAPE '!')
          AND c.state_code IN :p_states AND c.matter_code LIKE :p_matter ESCAPE '!'
        ORDER BY c.case_id DESC
        """;

    private static readonly string[] AllStates =
    [
        CaseStates.Intake, CaseStates.Accepted, CaseStates.Correction, CaseStates.InProgress, CaseStates.Decided, CaseStates.Issued, CaseStates.Archived,
        CaseStates.Rejected, CaseStates.Withdrawn, CaseStates.Suspended,
    ];

    public async Task<Page<CaseListItem>> FindAsync(Caller caller, CaseQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(query);
        var arguments = new
        {
            p_like = LikeText.Containing(query.Text),
            p_states = string.IsNullOrEmpty(query.State) ? AllStates : [query.State],
            p_matter = string.IsNullOrEmpty(query.Matter) ? "%" : LikeText.Containing(query.Matter),
        };
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var page = await session.PageAsync<CaseRow>(Sql, arguments, query.Page, ct);
        var facts = page.Items.Select(r => new CaseFacts(r.CaseId, r.PromisedDays, r.StatutoryDays, r.ExtensionDays)).ToList();
        var shown = await lights.OfAsync(session, facts, ct);
        return new Page<CaseListItem>(page.Items.Select(r => CaseListItem.Of(r, shown[r.CaseId])).ToList(), page.Number, page.Size, page.Total);
    }
}

/// <summary>What is asked of the list.</summary>
public sealed record CaseQuery(string? Text, string? State, string? Matter, PageRequest Page);

/// <summary>A case in the list.</summary>
public sealed record CaseListItem(
    long CaseId,
    string? CaseNumber,
    string ReceiptNumber,
    string ProjectName,
    string MatterName,
    string? StepName,
    [property: AllowedValues(CaseStates.Intake, CaseStates.Accepted, CaseStates.Correction, CaseStates.InProgress, CaseStates.Decided, CaseStates.Issued, CaseStates.Archived, CaseStates.Rejected, CaseStates.Withdrawn, CaseStates.Suspended)]
    string State,
    Instant ArrivedAt,
    DateOnly? DueDate,
    [property: AllowedValues("green", "yellow", "red", "paused", "none")] string Light,
    [property: AllowedValues("compliant", "conflict", "undetermined")] string Verdict)
{
    internal static CaseListItem Of(CaseRow row, CaseLight light) => new(
        row.CaseId,
        row.CaseNumber,
        row.ReceiptNumber,
        row.ProjectName,
        row.MatterName,
        row.StepName,
        row.StateCode,
        row.ReceivedUtc,
        light.PromisedDue,
        light.Light,
        row.OverallCode);
}
