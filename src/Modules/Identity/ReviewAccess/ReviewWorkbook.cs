using System.Globalization;
using Guotu.Identity.Store;
using Guotu.Kernel.Time;
using Guotu.Rendering.Sheets;

namespace Guotu.Identity.ReviewAccess;

/// <summary>A review as a workbook (权限复核工作簿): what was reviewed and signed, and each line with who decided what and when.</summary>
internal static class ReviewWorkbook
{
    public static byte[] Write(AccessReviewRow review, IReadOnlyList<AccessLineRow> lines, string footer)
    {
        using var output = new MemoryStream();
        XlsxWriter.Write(output, [Lines(lines, footer), Summary(review, lines, footer)]);
        return output.ToArray();
    }

    public static string TemplateOf(AccessLineRow line) => line.TemplateCode switch { "IN" => "一致", "EXTRA" => "多出", _ => "无模板" };

    public static string VerdictOf(AccessLineRow line) => line.VerdictCode switch { AccessLineRow.Kept => "保留", AccessLineRow.Withdrawn => "收回", _ => "未复核" };

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Time(Instant? at) => at?.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? string.Empty;

    private static SheetTable Lines(IReadOnlyList<AccessLineRow> lines, string footer) => new(
        "复核清单",
        [
            new("登录名", 14), new("姓名", 12), new("岗位", 20), new("角色", 16), new("范围", 12), new("授权人", 12), new("授权时刻", 20), new("截止日", 12), new("上次登录", 20),
            new("上次办理", 20), new("与岗位模板", 12), new("结论", 10), new("说明", 40), new("复核人", 20), new("复核时刻", 20),
        ],
        lines.Select(l => (IReadOnlyList<string?>)
        [
            l.AccountName, l.UserName, l.PostsText, l.RoleName, l.ScopeText, l.GrantedName, Time(l.GrantedUtc), Day(l.UntilOn), Time(l.LoginUtc), Time(l.ActUtc),
            TemplateOf(l), VerdictOf(l), l.NoteText, l.DecidedName, Time(l.DecidedUtc),
        ]))
    {
        Footer = footer,
    };

    private static SheetTable Summary(AccessReviewRow review, IReadOnlyList<AccessLineRow> lines, string footer) => new(
        "复核情况",
        [new("项", 16), new("内容", 70)],
        [
            ["机构", review.OrgName],
            ["发起人", review.OpenedName],
            ["发起时刻", Time(review.OpenedUtc)],
            ["应完成日", Day(review.DueOn)],
            ["行数", Count(lines, _ => true)],
            ["保留", Count(lines, l => l.VerdictCode == AccessLineRow.Kept)],
            ["收回", Count(lines, l => l.VerdictCode == AccessLineRow.Withdrawn)],
            ["未复核", Count(lines, l => l.VerdictCode is not (AccessLineRow.Kept or AccessLineRow.Withdrawn))],
            ["签署人", review.SignedName],
            ["签署时刻", Time(review.SignedUtc)],
            ["结果 SM3", review.ResultHex],
        ])
    {
        Footer = footer,
    };

    private static string Count(IReadOnlyList<AccessLineRow> lines, Func<AccessLineRow, bool> which) => lines.Count(which).ToString(CultureInfo.InvariantCulture);
}
