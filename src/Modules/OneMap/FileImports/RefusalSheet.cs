using System.Globalization;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.OneMap.FileImports;

/// <summary>
/// The list of an import's refused features as a table for whoever mends the file (不合格清单). It carries the label of the delivery, for reasons quote
/// values of it, and the number of its export.
/// </summary>
internal static class RefusalSheet
{
    private const string ObjectType = "import";

    public static async Task<IResult> AnswerAsync(HttpContext http, long id, ImportReading reading, IExportRegister exports, CancellationToken ct)
    {
        var found = await reading.RefusalsAsync(http.Caller(), id, ct);
        if (found.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var text = id.ToString(CultureInfo.InvariantCulture);
        var mark = await exports.RegisterAsync(http.Caller(), new ExportAsked(ExportClass.Table, ObjectType, text, "入库不合格清单", found.Value.Label), ct);
        return mark.Error is { } unmarked
            ? ProblemAnswer.Of(unmarked)
            : Results.File(Write(found.Value.Import, mark.Value), ExportSheet.MediaType, $"import-{text}-refusals.csv");
    }

    /// <summary>Only an import that refused features has a list.</summary>
    public static Error None() => new(KernelErrors.NotFound, ("what", "不合格清单"));

    public static byte[] Write(ImportView import, ExportMark mark)
    {
        var report = import.Report!;
        var sheet = new ExportSheet(mark);
        sheet.Add("图层", import.LayerName, "文件", import.FileName, "SM3", import.FileDigest);
        sheet.Add("检查", Text(report.Examined), "不合格", Text(report.Refused), report.Refusals.Count < report.Refused ? $"列出前 {report.Refusals.Count} 条" : string.Empty);
        sheet.Add("第几个", "字段", "原因", "出路", "代码");
        foreach (var refusal in report.Refusals)
        {
            sheet.Add(refusal.Line is { } line ? Text(line) : string.Empty, refusal.Field ?? "图形", refusal.Text, refusal.WayOut, refusal.Code);
        }

        return sheet.ToBytes();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
