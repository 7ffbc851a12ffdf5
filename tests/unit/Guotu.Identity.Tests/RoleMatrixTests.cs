using System.IO.Compression;
using System.Xml.Linq;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.ShowRoles;
using Guotu.Identity.Store;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>Which role may do what, and how far, on one sheet.</summary>
public sealed class RoleMatrixTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task Every_right_of_every_role_is_in_the_matrix_and_no_other(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        Assert.Equal(1, await office.TamperAsync("INSERT INTO id_role_permission (role_code, permission_code) VALUES ('officer', 'old.use')"));
        var roles = await office.Get<IRoles>().ListAsync(Never);

        var matrix = await office.Get<RoleMatrix>().ReadAsync(Never);

        var shown = matrix.Parts.SelectMany(p => p.UseCases).SelectMany(u => u.Roles.Select(r => (r, u.Code))).Order().ToList();
        Assert.Equal(roles.SelectMany(r => r.Permissions.Select(p => (r.Code, p))).Order(), shown);
        Assert.Equal("账号与授权", matrix.Parts[0].Title);
        Assert.Equal("本版没有的功能", matrix.Parts[^1].Title);
        Assert.All(matrix.Parts[0].UseCases, u => Assert.NotEqual("business", u.Holder));
    }

    [Theory]
    [BothDatabases]
    public async Task People_are_counted_by_how_far_they_reach_and_only_where_the_grant_is_valid(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        await office.Get<IAccountAdministration>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount("zhen", "镇员", "ykz", []), Never);
        foreach (var (account, role) in ((string, string)[])[("zhen", "officer"), ("wangxy", "officer")])
        {
            Assert.True((await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), account, new RoleGrant(role, null), Never)).IsSuccess);
        }

        Assert.Equal([("全县", 2), ("本机构", 1)], await OfficersAsync(office));
        Assert.True((await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.revoke"), "wangxy", "officer", Never)).IsSuccess);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_grant SET role_code = 'officer' WHERE role_code = 'system'"));
        Assert.Equal([("全县", 1), ("本机构", 1)], await OfficersAsync(office));
    }

    [Theory]
    [BothDatabases]
    public async Task The_page_of_grants_lists_who_waits_first_with_what_the_posts_go_with(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = await office.SignedInAsync("sysadmin");
        await office.Get<IAccountAdministration>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount("zzz", "新人", "ytgz", ["handler"]), Never);

        var list = await office.Get<GrantList>().ReadAsync(Never);

        Assert.Equal("zzz", list.People[0].Account);
        Assert.Equal(["officer"], list.People[0].Missing);
        var held = list.People.Single(p => p.Account == "lijg").Held.Single();
        Assert.Equal(("officer", "经办", "全县", "首次建账", "in"), (held.Code, held.Name, held.Scope, held.GrantedBy, held.Template));
        Assert.Equal(["audit", "security", "system"], list.Roles.Where(r => r.Administers).Select(r => r.Code));
    }

    [Fact]
    public void The_workbook_has_a_column_a_role_and_marks_what_it_contains()
    {
        var matrix = new RoleMatrixView(
            [new MatrixRole("officer", "经办", "业务岗位", [new MatrixScope("全县", 3), new MatrixScope("本机构", 1)]), new MatrixRole("audit", "安全审计", "安全审计员", [])],
            [new MatrixPart("approval", "审批", [new MatrixUseCase("approval.case.read", "=看案件", "business", ["officer"])])]);

        var rows = RowsOf(RoleMatrixWorkbook.Write(matrix, "办公室 何军 secadmin 导出于 2026-11-30 11:00"), "xl/worksheets/sheet1.xml");

        Assert.Equal(["模块", "功能", "代码", "经办", "安全审计"], rows[0]);
        Assert.Equal(["", "数据范围(人数)", "", "全县 3 人;本机构 1 人", "没有人"], rows[1]);
        Assert.Equal(["审批", "=看案件", "approval.case.read", "✓", ""], rows[2]);
    }

    [Fact]
    public void The_workbook_of_a_review_says_who_decided_what_and_when()
    {
        var at = Kernel.Time.Instant.Parse("2026-11-30T02:00:00.000000Z");
        var review = new AccessReviewRow { ReviewId = 1, OrgName = "用途管制股", DueOn = new DateOnly(2026, 12, 1), SignedName = "何军", SignedUtc = at, ResultHex = "ab12" };
        var line = new AccessLineRow { AccountName = "lijg", UserName = "李建国", RoleName = "审批领导", VerdictCode = AccessLineRow.Withdrawn, NoteText = "不是股长", DecidedName = "黄强", DecidedUtc = at };

        var book = ReviewWorkbook.Write(review, [line], "页脚");

        var lines = RowsOf(book, "xl/worksheets/sheet1.xml");
        Assert.Equal(["收回", "不是股长", "黄强", "2026-11-30 10:00:00"], lines[1].TakeLast(4));
        Assert.Contains(RowsOf(book, "xl/worksheets/sheet2.xml"), r => r is ["签署人", "何军"]);
    }

    private static async Task<IEnumerable<(string Scope, int People)>> OfficersAsync(Office office) =>
        (await office.Get<RoleMatrix>().ReadAsync(Never)).Roles.Single(r => r.Code == "officer").Scopes.Select(s => (s.Scope, s.People));

    private static List<string[]> RowsOf(byte[] workbook, string sheet)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var stream = archive.GetEntry(sheet)!.Open();
        var document = XDocument.Load(stream);
        var space = document.Root!.Name.Namespace;
        return [.. document.Descendants(space + "row").Select(r => r.Elements(space + "c").Select(c => c.Value).ToArray())];
    }
}
