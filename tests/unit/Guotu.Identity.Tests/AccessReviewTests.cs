using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>The rights of an organisation looked through line by line.</summary>
public sealed class AccessReviewTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_review_lists_who_holds_what_and_a_withdrawn_line_is_revoked_at_once(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        Assert.True((await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), "lijg", new RoleGrant("leader", null), Never)).IsSuccess);
        var id = await OpenAsync(office, security, "ytgz");
        var detail = (await office.Get<ReviewLists>().FindAsync(security, id, Never)).Value;

        Assert.Equal([("lijg", "经办", "in", "首次建账"), ("lijg", "审批领导", "extra", "何军")], detail.Lines.Select(l => (l.Account, l.Role, l.Template, l.GrantedBy)));
        var extra = detail.Lines[1];
        Assert.Equal("note", (await DecideAsync(office, security, new LineDecision(id, extra.Id, AccessLineRow.Withdrawn, " "))).Error!.Field);
        Assert.True((await DecideAsync(office, security, new LineDecision(id, extra.Id, AccessLineRow.Withdrawn, "不是股长"))).IsSuccess);

        Assert.Equal(["officer"], (await office.SignedInAsync("lijg")).Roles);
        Assert.Equal(AccessReviewErrors.ReviewState, (await DecideAsync(office, security, new LineDecision(id, extra.Id, AccessLineRow.Kept, string.Empty))).Error!.Code);
        Assert.Contains("secadmin identity.review.withdraw", office.Audit.Lines);
        Assert.Contains("secadmin identity.revoke", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task It_is_signed_when_every_line_is_decided_exported_with_its_digest_and_not_changed_after(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        var id = await OpenAsync(office, security, "ytgz");
        var reviewing = office.Get<ReviewDeciding>();
        var early = await reviewing.SignAsync(office.As(security, ReviewDeciding.SignKind), security, id, Never);
        Assert.Equal(AccessReviewErrors.ReviewState, early.Error!.Code);
        var line = (await office.Get<ReviewLists>().FindAsync(security, id, Never)).Value.Lines.Single();
        Assert.True((await DecideAsync(office, security, new LineDecision(id, line.Id, AccessLineRow.Kept, "=1+1"))).IsSuccess);

        Assert.True((await reviewing.SignAsync(office.As(security, ReviewDeciding.SignKind), security, id, Never)).IsSuccess);

        var list = await office.Get<ReviewLists>().ListAsync(security, Never);
        Assert.Equal((AccessReviewStates.Signed, "何军"), (list.Reviews.Single().State, list.Reviews.Single().SignedBy));
        Assert.False(list.Organisations.Single(o => o.Code == "ytgz").Due);
        var mark = (await office.Get<IExportRegister>().RegisterAsync(security, new ExportAsked(ExportClass.Table, "access-review", "1", "权限复核表", LabelScheme.Shipped.Records), Never)).Value;
        var csv = (await office.Get<ReviewLists>().ExportAsync(security, id, Never)).Value(mark);
        Assert.StartsWith("\uFEFF\"内部 导出人 何军(", csv, StringComparison.Ordinal);
        Assert.Contains(mark.Number, csv.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.Contains(list.Reviews.Single().ResultDigest!, csv, StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", csv, StringComparison.Ordinal);
        Assert.Equal(AccessReviewErrors.ReviewState, (await DecideAsync(office, security, new LineDecision(id, line.Id, AccessLineRow.Withdrawn, "改主意了"))).Error!.Code);
        office.Clock.Advance(TimeSpan.FromDays(ReviewLists.EveryDays + 1));
        Assert.True((await office.Get<ReviewLists>().ListAsync(security, Never)).Organisations.Single(o => o.Code == "ytgz").Due);
    }

    [Fact]
    public void The_digest_that_is_signed_covers_everything_that_the_list_shows()
    {
        var review = new AccessReviewRow { ReviewId = 1, OrgName = "用途管制股", DueOn = new DateOnly(2026, 12, 1) };
        var line = new AccessLineRow { LineId = 5, AccountName = "lijg", RoleCode = "leader", VerdictCode = AccessLineRow.Withdrawn, NoteText = "不是股长", DecidedName = "何军" };
        AccessLineRow[] others =
        [
            line with { NoteText = "调离" }, line with { NoteText = null }, line with { DecidedName = "不是股长" }, line with { VerdictCode = AccessLineRow.Kept },
            line with { UserName = "李建国" }, line with { PostsText = "经办" }, line with { GrantedName = "何军" }, line with { LineId = 6 },
            line with { NoteText = "不是股长何军", DecidedName = string.Empty },
        ];

        var digests = others.Select(l => ReviewDeciding.DigestOf(review, [l])).Append(ReviewDeciding.DigestOf(review, [line])).Append(ReviewDeciding.DigestOf(review, [line, line]));

        Assert.Equal(others.Length + 2, digests.Distinct().Count());
    }

    [Theory]
    [BothDatabases]
    public async Task Its_head_reviews_the_own_organisation_and_no_one_the_own_line_or_an_administrators_without_the_right(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        var clerk = await office.SignedInAsync("lijg");
        var head = clerk with { Posts = new HashSet<string> { PostCodes.SectionHead }, UserId = 1, Account = "head", Permissions = new HashSet<string>() };
        var own = await OpenAsync(office, security, "ytgz");
        var bgs = await OpenAsync(office, security, "bgs");
        var lists = office.Get<ReviewLists>();
        Assert.Equal(AccessReviewErrors.StillOpen, (await office.Get<ReviewOpening>().RunAsync(office.As(security, ReviewOpening.OpenKind), "bgs", office.Clock.Now.LocalDate, Never)).Error!.Code);

        Assert.Equal(KernelErrors.NotFound, (await lists.FindAsync(clerk, own, Never)).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await lists.FindAsync(head, bgs, Never)).Error!.Code);
        Assert.Equal([own], (await lists.ListAsync(head, Never)).Reviews.Select(r => r.Id));
        Assert.Empty((await lists.ListAsync(clerk, Never)).Reviews);
        var line = (await lists.FindAsync(head, own, Never)).Value.Lines.Single();
        Assert.True((await DecideAsync(office, head, new LineDecision(own, line.Id, AccessLineRow.Kept, string.Empty))).IsSuccess);

        var lines = (await lists.FindAsync(security, bgs, Never)).Value.Lines;
        Assert.Equal(["auditor", "secadmin"], lines.Select(l => l.Account));
        Assert.Equal(AccessReviewErrors.NotYourLine, (await DecideAsync(office, security, new LineDecision(bgs, lines[1].Id, AccessLineRow.Kept, string.Empty))).Error!.Code);
        var headOfBgs = head with { OrganisationId = security.OrganisationId };
        Assert.Equal(AccessReviewErrors.NotYourLine, (await DecideAsync(office, headOfBgs, new LineDecision(bgs, lines[0].Id, AccessLineRow.Withdrawn, "不要审计"))).Error!.Code);
        office.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(AccessReviewStates.Overdue, (await lists.ListAsync(security, Never)).Reviews[0].State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_line_edited_behind_the_applications_back_refuses_the_review(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        var id = await OpenAsync(office, security, "ytgz");

        Assert.Equal(1, await office.TamperAsync("UPDATE id_access_line SET verdict_code = 'KEPT'"));

        Assert.Equal(DatabaseErrors.RowTampered, (await office.Get<ReviewLists>().FindAsync(security, id, Never)).Error!.Code);
        Assert.Equal(DatabaseErrors.RowTampered, (await office.Get<ReviewDeciding>().SignAsync(office.As(security, ReviewDeciding.SignKind), security, id, Never)).Error!.Code);
    }

    private static async Task<long> OpenAsync(Office office, Caller security, string organisation)
    {
        var opened = await office.Get<ReviewOpening>().RunAsync(office.As(security, ReviewOpening.OpenKind), organisation, office.Clock.Now.LocalDate.AddDays(10), Never);
        Assert.True(opened.IsSuccess, opened.Error?.Text);
        return opened.Value;
    }

    private static Task<Result> DecideAsync(Office office, Caller caller, LineDecision decision) =>
        office.Get<ReviewDeciding>().DecideAsync(office.As(caller, ReviewDeciding.KeepKind), caller, decision, Never);
}
