using System.CommandLine;
using System.Globalization;
using System.Text;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Geo.Areas;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer adjust-areas LAYER</c>: areas of the features adjusted to control areas, as a report. Ends with 1 where units have no control area.</summary>
internal static class LayerAdjustCommand
{
    private const int LargestFile = 4 << 20;
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var revision = new Option<int?>("--revision") { Description = "版本号;不写则取现行版本" };
        var control = new Option<string>("--control") { Description = "控制面积表:UTF-8 的 CSV,每行 单元代码,控制面积(平方米)", Required = true };
        var unit = new Option<string>("--unit") { Description = "要素归哪个单元看哪个字段,取其开头,如 ZLDWDM", Required = true };
        var share = new Option<int>("--limit-ppm") { Description = "闭合差限差,控制面积的百万分之几;按测量规范和比例尺填写", Required = true };
        var least = new Option<decimal>("--limit-at-least") { Description = "限差不小于多少平方米", DefaultValueFactory = _ => 0m };
        var decimals = new Option<int>("--decimals") { Description = "平差后面积保留几位小数(平方米),2 到 4", DefaultValueFactory = _ => 2 };
        var report = new Option<string?>("--out") { Description = "把每个要素的量算面积、平差面积、改正数写到这个新 CSV 文件" };
        return Verb.Create(
            "adjust-areas", "面积平差:各单元内要素面积之和等于控制面积;出报告,图层不改", [layer, home, revision, control, unit, share, least, decimals, report, .. person.Options], async (parse, ct) =>
            {
                var rule = RuleOf(parse.GetValue(share), parse.GetValue(least), parse.GetValue(decimals));
                var controls = await ReadAsync(parse.GetRequiredValue(control), ct);
                using var target = parse.GetValue(report) is { } path ? NewFile.Create(path) : null;
                await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
                var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
                var caller = await person.FindAsync(node, parse, View, ct);
                var order = new LayerAreasOrder(code, parse.GetValue(revision), parse.GetRequiredValue(unit), controls, rule);
                var adjusted = await node.Get<ILayerAreas>().AdjustAsync(caller, order, ct);
                if (adjusted.Error is { } refused)
                {
                    return Answer.Refused(refused, ExitCode.Failed);
                }

                return Of(adjusted.Value, target is null ? null : await WriteAsync(target, adjusted.Value, ct));
            });
    }

    private static AdjustmentRule RuleOf(int share, decimal least, int decimals) =>
        share is < 0 or > 100_000 ? throw BadUse("--limit-ppm 要在 0 到 100000 之间")
        : least < 0 ? throw BadUse("--limit-at-least 不能是负数")
        : new AdjustmentRule(share, LegalArea.FromSquareMetres(least), decimals switch { 2 => 100, 3 => 10, 4 => 1, _ => throw BadUse("--decimals 只能是 2、3、4") });

    private static RefusedException BadUse(string reason) => new(new Error(CliErrors.BadUse, ("reason", reason)), ExitCode.BadUse);

    private static async Task<IReadOnlyList<ControlArea>> ReadAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
        {
            throw new RefusedException(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
        }

        if (new FileInfo(path).Length > LargestFile)
        {
            throw BadUse($"控制面积表大于 {LargestFile >> 20} MiB");
        }

        var (controls, lines) = (new List<ControlArea>(), await File.ReadAllLinesAsync(path, ct));
        for (var i = 0; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',', '，');
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            if (cells.Length >= 2 && decimal.TryParse(cells[1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var area) && area < 1_000_000_000_000m)
            {
                controls.Add(new ControlArea(cells[0].Trim(), LegalArea.FromSquareMetres(area)));
            }
            else if (i > 0)
            {
                throw BadUse($"控制面积表第 {i + 1} 行不是 单元代码,控制面积");
            }
        }

        return controls;
    }

    private static async Task<ReportWritten> WriteAsync(NewFile target, LayerAreasAdjusted adjusted, CancellationToken ct)
    {
        await using (var writer = new StreamWriter(target.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            await writer.WriteLineAsync("单元,要素号,量算面积(平方米),平差面积(平方米),改正数(平方米)");
            foreach (var unit in adjusted.Units)
            {
                foreach (var part in unit.Areas.Parts)
                {
                    ct.ThrowIfCancellationRequested();
                    await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{unit.Unit},{part.Id},{part.Measured},{part.Adjusted},{part.Correction}"));
                }
            }
        }

        return new ReportWritten(target.Path, (await target.KeepAsync(ct)).ToString());
    }

    private static Answer Of(LayerAreasAdjusted adjusted, ReportWritten? written)
    {
        var document = new
        {
            revision = RevisionLine.Of(adjusted.Revision),
            units = adjusted.Units.Select(u => new
            {
                unit = u.Unit,
                parts = u.Areas.Parts.Count,
                control = u.Areas.Control.SquareMetres,
                closure = u.Areas.Closure.SquareMetres,
                limit = u.Areas.Limit.SquareMetres,
                adjusted = u.Areas.Parts.Sum(p => p.Adjusted.SquareMetres),
            }).ToList(),
            uncontrolled = adjusted.Uncontrolled,
            report = written,
        };
        return new Answer(adjusted.Uncontrolled.Count == 0 ? ExitCode.Done : ExitCode.Found, document, console => Show(console, adjusted, written));
    }

    private static void Show(IAnsiConsole console, LayerAreasAdjusted adjusted, ReportWritten? written)
    {
        foreach (var unit in adjusted.Units)
        {
            console.WriteLine($"{unit.Unit}:{unit.Areas.Parts.Count} 个要素,控制面积 {unit.Areas.Control} 平方米,闭合差 {unit.Areas.Closure},限差 {unit.Areas.Limit},平差后之和等于控制面积。");
        }

        foreach (var unit in adjusted.Uncontrolled)
        {
            console.WriteLine($"没有控制面积,未平差:{(unit.Unit.Length == 0 ? "字段无值" : unit.Unit)},{unit.Features} 个要素。");
        }

        if (written is not null)
        {
            console.WriteLine($"逐个要素的结果写到 {written.File},SM3 {written.Sm3}。图层没有改动。");
        }
    }

    private sealed record ReportWritten(string File, string Sm3);
}
