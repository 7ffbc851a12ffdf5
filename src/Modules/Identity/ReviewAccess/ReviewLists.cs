using System.ComponentModel.DataAnnotations;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ReviewAccess;

/// <summary>Access reviews for who reviews them (权限复核清单), and which organisations are due for one.</summary>
internal sealed class ReviewLists(IUnitsOfWork units, AccessReviews reviews, PostTemplates templates, IPeople people, IRoles roles, IClock clock)
{
    /// <summary>Days after a signed review from which the organisation is due again.</summary>
    public const int EveryDays = 180;

    public async Task<AccessReviewsView> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (ReviewerMustBeEntitled.IsSecurity(caller))
        {
            var all = await AccessReviews.AllAsync(session, ct);
            return new AccessReviewsView([.. all.Select(ViewOf)], Standing(await people.OrganisationsAsync(ct), all));
        }

        var own = ReviewerMustBeEntitled.HeadsAny(caller) ? await AccessReviews.OfOrganisationAsync(session, caller.OrganisationId, ct) : [];
        return new AccessReviewsView([.. own.Select(ViewOf)], []);
    }

    public async Task<Result<AccessReviewDetail>> FindAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var read = await ReadAsync(session, caller, id, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (review, lines) = read.Value;
        var codes = (await people.PostNamesAsync(ct)).ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
        var names = (await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var missing = lines.GroupBy(l => l.AccountName).ToDictionary(
            g => g.Key,
            g => templates.Missing(PostsOf(g.First(), codes), [.. g.Select(l => l.RoleCode)]).Select(r => names.GetValueOrDefault(r, r)).ToList(),
            StringComparer.Ordinal);
        return new AccessReviewDetail(ViewOf(review), [.. lines.Select(l => LineOf(l, caller, missing[l.AccountName]))]);
    }

    /// <summary>The review as CSV, UTF-8 with its mark, as spreadsheets open it; cells that look like formulas are made harmless. The mark, given when the export is recorded, stands in the first line.</summary>
    public async Task<Result<Func<ExportMark, string>>> ExportAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var read = await ReadAsync(session, caller, id, ct);
        return read.Map<Func<ExportMark, string>>(r => mark => CsvOf(r.Review, r.Lines, mark));
    }

    /// <summary>The same as a workbook; every cell is text.</summary>
    public async Task<Result<Func<string, byte[]>>> WorkbookAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var read = await ReadAsync(session, caller, id, ct);
        return read.Map<Func<string, byte[]>>(r => footer => ReviewWorkbook.Write(r.Review, r.Lines, footer));
    }

    private async Task<Result<(AccessReviewRow Review, IReadOnlyList<AccessLineRow> Lines)>> ReadAsync(ISqlSession session, Caller caller, long id, CancellationToken ct)
    {
        var review = await reviews.FindAsync(session, id, ct);
        if (review.Error is { } unknown)
        {
            return unknown;
        }

        if (!ReviewerMustBeEntitled.MayReview(caller, review.Value.OrgId))
        {
            return AccessReviews.NotThere(id);
        }

        var lines = await reviews.LinesAsync(session, id, ct);
        return lines.Error is { } tampered ? tampered : (review.Value, lines.Value);
    }

    private AccessReviewView ViewOf(AccessReviewRow row)
    {
        var late = row.StateCode == AccessReviewRow.Open && row.DueOn < clock.Now.LocalDate;
        var state = row.StateCode == AccessReviewRow.Signed ? AccessReviewStates.Signed : late ? AccessReviewStates.Overdue : AccessReviewStates.Open;
        return new AccessReviewView(row.ReviewId, row.OrgName, row.OpenedName, row.OpenedUtc, row.DueOn, state, row.SignedName, row.SignedUtc, row.ResultHex);
    }

    private List<ReviewedOrganisation> Standing(IReadOnlyList<Organisation> organisations, IReadOnlyList<AccessReviewRow> all)
    {
        var signed = all.Where(r => r.SignedUtc is not null).ToLookup(r => r.OrgId);
        var open = all.Where(r => r.StateCode == AccessReviewRow.Open).Select(r => r.OrgId).ToHashSet();
        return
        [
            .. organisations.Select(o =>
            {
                var last = signed[o.Id].Select(r => r.SignedUtc).FirstOrDefault();
                var due = !open.Contains(o.Id) && (last is not { } at || clock.Now.Minus(at) > TimeSpan.FromDays(EveryDays));
                return new ReviewedOrganisation(o.Code, o.Name, last, open.Contains(o.Id), due);
            }),
        ];
    }

    private static List<string> PostsOf(AccessLineRow line, Dictionary<string, string> codes) =>
        [.. (line.PostsText ?? string.Empty).Split('、', StringSplitOptions.RemoveEmptyEntries).Select(p => codes.GetValueOrDefault(p, p))];

    private static AccessLineView LineOf(AccessLineRow line, Caller caller, IReadOnlyList<string> missing) => new(
        line.LineId,
        line.AccountName,
        line.UserName,
        line.PostsText ?? string.Empty,
        line.RoleName,
        line.ScopeText,
        line.GrantedName,
        line.GrantedUtc,
        line.UntilOn,
        line.LoginUtc,
        line.ActUtc,
        line.TemplateCode.ToLowerInvariant(),
        missing,
        line.VerdictCode.ToLowerInvariant(),
        line.NoteText ?? string.Empty,
        line.DecidedName,
        line.DecidedUtc,
        line.UserId == caller.UserId);

    private static string CsvOf(AccessReviewRow review, IReadOnlyList<AccessLineRow> lines, ExportMark mark)
    {
        var sheet = new ExportSheet(mark);
        sheet.Add("机构", review.OrgName, "应完成日", ReviewWorkbook.Day(review.DueOn), "签署人", review.SignedName, "签署时刻", ReviewWorkbook.Time(review.SignedUtc), "结果 SM3", review.ResultHex);
        sheet.Add("登录名", "姓名", "岗位", "角色", "范围", "授权人", "授权时刻", "截止日", "上次登录", "上次办理", "与岗位模板", "结论", "说明", "复核人", "复核时刻");
        foreach (var l in lines)
        {
            sheet.Add(
                l.AccountName, l.UserName, l.PostsText, l.RoleName, l.ScopeText, l.GrantedName, ReviewWorkbook.Time(l.GrantedUtc), ReviewWorkbook.Day(l.UntilOn), ReviewWorkbook.Time(l.LoginUtc), ReviewWorkbook.Time(l.ActUtc),
                ReviewWorkbook.TemplateOf(l), ReviewWorkbook.VerdictOf(l),
                l.NoteText, l.DecidedName, ReviewWorkbook.Time(l.DecidedUtc));
        }

        return sheet.ToString();
    }
}

/// <summary>States of a review as they are shown.</summary>
internal static class AccessReviewStates
{
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Signed = "signed";
}

/// <summary>Reviews that the caller takes part in; for the security administrator also how each organisation stands.</summary>
internal sealed record AccessReviewsView(IReadOnlyList<AccessReviewView> Reviews, IReadOnlyList<ReviewedOrganisation> Organisations);

/// <summary>A review.</summary>
internal sealed record AccessReviewView(
    long Id,
    string Organisation,
    string OpenedBy,
    Instant OpenedAt,
    DateOnly DueOn,
    [property: AllowedValues(AccessReviewStates.Open, AccessReviewStates.Overdue, AccessReviewStates.Signed)] string State,
    string? SignedBy,
    Instant? SignedAt,
    string? ResultDigest);

/// <summary>How an organisation stands: when it was last signed, whether a review runs, whether one is due.</summary>
internal sealed record ReviewedOrganisation(string Code, string Name, Instant? LastSignedAt, bool Open, bool Due);

/// <summary>A review with its lines.</summary>
internal sealed record AccessReviewDetail(AccessReviewView Review, IReadOnlyList<AccessLineView> Lines);

/// <summary>A line. <paramref name="Missing"/>: roles of the post's template that the person does not hold.</summary>
internal sealed record AccessLineView(
    long Id,
    string Account,
    string Name,
    string Posts,
    string Role,
    string Scope,
    string GrantedBy,
    Instant GrantedAt,
    DateOnly? Until,
    Instant? LastLoginAt,
    Instant? LastActAt,
    [property: AllowedValues("in", "extra", "none")] string Template,
    IReadOnlyList<string> Missing,
    [property: AllowedValues("open", "kept", "withdrawn")] string Verdict,
    string Note,
    string? DecidedBy,
    Instant? DecidedAt,
    bool Own);
