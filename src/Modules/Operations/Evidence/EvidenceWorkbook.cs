using Guotu.Rendering.Sheets;

namespace Guotu.Operations.Evidence;

/// <summary>The form as a workbook (测评表工作簿): a sheet of counts and one a standard; every cell is text.</summary>
internal static class EvidenceWorkbook
{
    public static byte[] Write(EvidenceForm form)
    {
        var footer = $"{form.Node} {form.At} {form.By}{(form.Demonstration ? " 演示数据" : string.Empty)}";
        SheetColumn[] columns = [new("条款", 12), new("名称", 24), new("要求(意译)", 40), new("结果", 12), new("说明", 60), new("人工步骤", 40), new("负责人", 16), new("证据文件", 30), new("人工填写", 40)];
        var sheets = form.Standards.Select(s => new SheetTable(s.Code.Replace('/', ' '), columns, RowsOf(s)) { Footer = footer }).ToList();
        sheets.Insert(0, new SheetTable("汇总", [new("标准", 24), new("条款", 8), new("符合", 8), new("部分符合", 10), new("不符合", 8), new("待人工", 8), new("不适用", 8), new("本机未能证实", 14), new("其中人工填写", 14)], Summary(form)) { Footer = footer });
        using var output = new MemoryStream();
        XlsxWriter.Write(output, sheets);
        return output.ToArray();
    }

    private static IEnumerable<IReadOnlyList<string?>> Summary(EvidenceForm form) => form.Standards.Select(s => (IReadOnlyList<string?>)
        [s.Code, .. new[] { s.Counts.Clauses, s.Counts.Met, s.Counts.Partly, s.Counts.NotMet, s.Counts.Manual, s.Counts.NotApplicable, s.Counts.NotProved, s.Counts.ByHand }.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private static IEnumerable<IReadOnlyList<string?>> RowsOf(AnsweredStandard standard) =>
        from grouped in standard.Groups
        from answer in grouped.Answers
        select (IReadOnlyList<string?>)
        [
            answer.Clause.Id, grouped.Title + "-" + answer.Clause.Title, answer.Clause.Text, AnswerWords.Of(answer.Result), answer.Explanation, answer.Clause.Step, answer.Clause.Person,
            string.Join('\n', answer.Checks.Select(c => $"evidence/{c}.txt")), answer.Hand?.Words,
        ];
}
