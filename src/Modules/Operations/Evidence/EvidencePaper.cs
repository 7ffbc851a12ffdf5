using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.Operations.Evidence;

/// <summary>The form for printing and signing by hand (测评表 PDF): counts first, then what is not met and not proved, then every clause.</summary>
internal static class EvidencePaper
{
    private const int LongestShown = 260;
    private static readonly DocumentComposer Composer = new(FontStack.Office);
    private static readonly TextStyle Head = new(FontRole.Hei, TypeSize.SmallFour);
    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.Five);
    private static readonly Colour Bad = Colour.Parse("#B3261E");
    private static readonly Colour Open = Colour.Parse("#6B3FA0");
    private static readonly Colour Partly = Colour.Parse("#8A4B00");

    public static Result<byte[]> Write(EvidenceForm form, CancellationToken ct)
    {
        var info = new DocumentInfo("等级保护与密码应用自查测评表", form.At) { Author = form.Node, Subject = "GB/T 22239-2019、GB/T 39786-2021 第三级" };
        var composed = Composer.Compose(info, SetupOf(form), [.. Blocks(form)], ct);
        return composed.Error is { } refused ? refused : PdfWriter.Write(composed.Value, ct);
    }

    private static PageSetup SetupOf(EvidenceForm form)
    {
        var hairline = new StrokeStyle(Colour.Parse("#666666"), 0.15);
        return PageSetup.Report with
        {
            Margins = new PageMargins(22, 16, 20, 16),
            Header = new RunningLine { Left = form.Node, Right = LocalTime(form), Rule = hairline },
            Footer = new RunningLine { Left = "取证账号 " + form.By, Right = "第 {page} 页 共 {pages} 页", Rule = hairline },
            Watermark = form.Demonstration ? Watermark.Demonstration : null,
        };
    }

    private static string LocalTime(EvidenceForm form) => form.At.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static IEnumerable<Block> Blocks(EvidenceForm form)
    {
        yield return new TitleBlock("等级保护与密码应用自查测评表") { Below = $"{form.Node} {LocalTime(form)}" };
        yield return Heading("一、汇总");
        yield return Counts(form).ToTable();
        yield return new NoteBlock("注 ", ["「本机未能证实」单独计数,不算符合。「其中人工」是由人填写结论的条数,已计入前面各栏。自动检查的证据在同一文件夹的 evidence 中,以签名的清单为准。"]);
        foreach (var (standard, number) in form.Standards.Zip(["二", "三"]))
        {
            yield return Heading($"{number}、{standard.Code} {standard.Title}");
            yield return Clauses(standard).ToTable();
        }

        yield return new ParagraphBlock(Paragraph.Of("核对人:                    测评人员:                    日期:", Body));
    }

    private static ParagraphBlock Heading(string text) => new(new Paragraph(
        [new TextSpan(text, Head)], new ParagraphStyle { Alignment = TextAlignment.Left, SpaceBefore = 3, SpaceAfter = 1 }))
    {
        KeepWithNext = true,
    };

    private static DataTable Counts(EvidenceForm form) => new(
        [
            new("标准", 26), new("条款", 9, TextAlignment.Right), new("符合", 9, TextAlignment.Right), new("部分符合", 11, TextAlignment.Right),
            new("不符合", 10, TextAlignment.Right), new("待人工", 10, TextAlignment.Right), new("不适用", 10, TextAlignment.Right),
            new("本机未能证实", 15, TextAlignment.Right), new("其中人工", 11, TextAlignment.Right),
        ],
        [.. form.Standards.Select(s => (IReadOnlyList<string>)[s.Code, .. Numbers(s.Counts)])])
    {
        What = "汇总表",
    };

    private static IEnumerable<string> Numbers(AnswerCounts c) =>
        new[] { c.Clauses, c.Met, c.Partly, c.NotMet, c.Manual, c.NotApplicable, c.NotProved, c.ByHand }.Select(n => n.ToString(CultureInfo.InvariantCulture));

    private static DataTable Clauses(AnsweredStandard standard)
    {
        ClauseAnswer[] answers = [.. standard.Groups.SelectMany(g => g.Answers)];
        return new DataTable(
            [new("条款", 11), new("名称与要求(意译)", 32), new("结论", 10, TextAlignment.Centre), new("说明", 47)],
            [.. answers.Select(a => (IReadOnlyList<string>)[a.Clause.Id, $"{a.Clause.Title}。{a.Clause.Text}", AnswerWords.Of(a.Result), Explained(a)])])
        {
            What = standard.Code + " 的条款表",
            CellColour = (row, column) => column != 2 ? null : answers[row].Result switch
            {
                ClauseResult.NotMet => Bad,
                ClauseResult.NotProved => Open,
                ClauseResult.Partly => Partly,
                _ => null,
            },
        };
    }

    /// <summary>Shortened: a row does not break across pages. The whole stands in form.json and in the workbook.</summary>
    private static string Explained(ClauseAnswer answer)
    {
        var automatic = answer.Explanation.Length <= LongestShown ? answer.Explanation : answer.Explanation[..LongestShown] + "……(全文见 form.xlsx)";
        var person = answer.Clause.Person is not { } who ? string.Empty : answer.Explanation == answer.Clause.Step ? $"({who})" : $"({who}:{answer.Clause.Step})";
        return answer.Hand is null ? automatic + (answer.Result == ClauseResult.Manual ? person : string.Empty) : $"{answer.Hand.Words}。自动:{automatic}";
    }
}
