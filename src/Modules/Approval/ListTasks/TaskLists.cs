using System.ComponentModel.DataAnnotations;
using Guotu.Approval.KeepClock;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ListTasks;

/// <summary>待办、在办、已办: tasks of the caller's posts, those under his claim, those he finished.</summary>
public sealed class TaskLists(IUnitsOfWork units, CaseLights lights, IClock clock)
{
    private const string Columns =
        """
        SELECT t.task_id, t.case_id, t.node_name, t.member_name, t.arrived_utc, t.from_name, t.claimed_by, t.claimed_name, t.lease_utc,
          c.case_number, c.receipt_number, c.project_name, c.matter_name, c.promised_days, c.statutory_days, c.extension_days, c.promised_due,
          c.overall_code, c.conflict_count, c.undetermined_count
        FROM ap_task t JOIN ap_case c ON c.case_id = t.case_id
        WHERE {scope:ap_case:c} AND (c.project_name LIKE :p_like ESCAPE '!' OR c.receipt_number LIKE :p_like ESCAPE '!' OR c.case_number LIKE :p_like ESCAPE '!')
        """;

    private const string TodoFilter =
        """
         AND t.state_code = 'OPEN' AND t.post_code IN :p_posts AND (t.section_code IS NULL OR t.section_code = :p_section)
         AND (t.claimed_by IS NULL OR t.lease_utc <= :p_now)
        """;

    private const string DoingFilter = " AND t.state_code = 'OPEN' AND t.claimed_by = :p_user AND t.lease_utc > :p_now";
    private const string DoneFilter = " AND t.state_code = 'DONE' AND t.done_by = :p_user AND t.done_utc >= :p_since";
    private const string ByDue = " ORDER BY CASE WHEN c.promised_due IS NULL THEN 1 ELSE 0 END, c.promised_due, t.task_id";
    private const string ByArrival = " ORDER BY t.arrived_utc DESC, t.task_id DESC";
    private const string ByDone = " ORDER BY t.done_utc DESC, t.task_id DESC";

    public async Task<Result<Page<TaskListItem>>> FindAsync(Caller caller, TaskQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (SqlOf(query) is not { } sql)
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", "只有 todo、doing、done 三种")) { Field = "state" };
        }

        var arguments = Arguments(caller, query.Text);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var page = await session.PageAsync<TaskListRow>(sql, arguments, query.Page, ct);
        var shown = await lights.OfAsync(session, page.Items.Select(r => r.CaseFacts).ToList(), ct);
        return new Page<TaskListItem>(page.Items.Select(r => r.Item(shown[r.CaseId], caller.UserId, clock.Now)).ToList(), page.Number, page.Size, page.Total);
    }

    public async Task<TaskSummary> SummaryAsync(Caller caller, CancellationToken ct)
    {
        var arguments = Arguments(caller, null);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var todo = await session.QueryAsync<TaskListRow>(Columns + TodoFilter + ByDue, arguments, ct);
        var doing = await session.QueryAsync<TaskListRow>(Columns + DoingFilter + ByDue, arguments, ct);
        var done = await session.PageAsync<TaskListRow>(Columns + DoneFilter + ByDone, Arguments(caller, null, MonthBegins()), new PageRequest(1, 1), ct);
        var cases = todo.Concat(doing).DistinctBy(r => r.CaseId).Select(r => r.CaseFacts).ToList();
        var shown = await lights.OfAsync(session, cases, ct);
        int Count(string light) => shown.Values.Count(s => s.Light == light);
        return new TaskSummary(Count("red"), Count("yellow"), Count("paused"), todo.Count, doing.Count, done.Total);
    }

    private static string? SqlOf(TaskQuery query) => query.State switch
    {
        null or "todo" => Columns + TodoFilter + (query.Sort == "arrived" ? ByArrival : ByDue),
        "doing" => Columns + DoingFilter + (query.Sort == "arrived" ? ByArrival : ByDue),
        "done" => Columns + DoneFilter + ByDone,
        _ => null,
    };

    private object Arguments(Caller caller, string? text, Instant? since = null) => new
    {
        p_like = LikeText.Containing(text),
        p_posts = caller.Posts.Order(StringComparer.Ordinal).ToList(),
        p_section = caller.OrganisationName,
        p_user = caller.UserId,
        p_now = clock.Now,
        p_since = since ?? Instant.Parse("2000-01-01T00:00:00.000000Z"),
    };

    private Instant MonthBegins()
    {
        var today = clock.Now.LocalDate;
        return Instant.StartOf(new DateOnly(today.Year, today.Month, 1));
    }

    private sealed class TaskListRow
    {
        public long TaskId { get; init; }

        public long CaseId { get; init; }

        public string NodeName { get; init; } = string.Empty;

        public string? MemberName { get; init; }

        public Instant ArrivedUtc { get; init; }

        public string FromName { get; init; } = string.Empty;

        public long? ClaimedBy { get; init; }

        public string? ClaimedName { get; init; }

        public Instant? LeaseUtc { get; init; }

        public string? CaseNumber { get; init; }

        public string ReceiptNumber { get; init; } = string.Empty;

        public string ProjectName { get; init; } = string.Empty;

        public string MatterName { get; init; } = string.Empty;

        public int PromisedDays { get; init; }

        public int StatutoryDays { get; init; }

        public int ExtensionDays { get; init; }

        public string OverallCode { get; init; } = string.Empty;

        public int ConflictCount { get; init; }

        public int UndeterminedCount { get; init; }

        public CaseFacts CaseFacts => new(CaseId, PromisedDays, StatutoryDays, ExtensionDays);

        public TaskListItem Item(CaseLight light, long user, Instant now)
        {
            var claimed = ClaimedBy is not null && LeaseUtc > now;
            return new TaskListItem
            {
                TaskId = TaskId,
                CaseId = CaseId,
                CaseNumber = CaseNumber,
                ReceiptNumber = ReceiptNumber,
                ProjectName = ProjectName,
                MatterName = MatterName,
                StepName = MemberName is { } member ? $"{NodeName}({member})" : NodeName,
                ArrivedAt = ArrivedUtc,
                FromName = FromName,
                DueDate = light.PromisedDue,
                RemainingDays = light.Remaining,
                Provisional = light.Provisional,
                Light = light.Light,
                Verdict = OverallCode,
                ConflictCount = ConflictCount,
                UndeterminedCount = UndeterminedCount,
                ClaimedBy = claimed ? new NamedPerson(ClaimedBy!.Value, ClaimedName ?? string.Empty) : null,
                Mine = claimed && ClaimedBy == user,
            };
        }
    }
}

/// <summary>What is asked of the list.</summary>
public sealed record TaskQuery(string? State, string? Text, string? Sort, PageRequest Page);

/// <summary>A task in a list.</summary>
public sealed record TaskListItem
{
    public required long TaskId { get; init; }

    public required long CaseId { get; init; }

    public required string? CaseNumber { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProjectName { get; init; }

    public required string MatterName { get; init; }

    public required string StepName { get; init; }

    public required Instant ArrivedAt { get; init; }

    public required string FromName { get; init; }

    public required DateOnly? DueDate { get; init; }

    public required int? RemainingDays { get; init; }

    public required bool Provisional { get; init; }

    [AllowedValues("green", "yellow", "red", "paused", "none")]
    public required string Light { get; init; }

    [AllowedValues("compliant", "conflict", "undetermined")]
    public required string Verdict { get; init; }

    public required int ConflictCount { get; init; }

    public required int UndeterminedCount { get; init; }

    public required NamedPerson? ClaimedBy { get; init; }

    public required bool Mine { get; init; }
}

/// <summary>A person by id and name.</summary>
public sealed record NamedPerson(long Id, string Name);

/// <summary>Figures of the home page.</summary>
public sealed record TaskSummary(int Overdue, int DueSoon, int Paused, int Todo, int Doing, int DoneThisMonth);

/// <summary>Search words as patterns: what the user types is never a wildcard.</summary>
internal static class LikeText
{
    public static string Containing(string? text) => string.IsNullOrWhiteSpace(text)
        ? "%"
        : "%" + text.Trim().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";
}
