using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer import LAYER FILE --as-of DATE</c>: a file becomes the layer's new revision, whole or not at all.</summary>
internal static class LayerImportCommand
{
    private static readonly PostNeeded Import = new(PostCodes.DataEngineer, OneMapModule.ImportPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var file = new Argument<string>("FILE") { Description = "GeoJSON、Shapefile(.shp 或 zip)、GML、VCT、CSV(WKT 列)、WKT/WKB、GeoPackage、File GDB、DXF、KML、FlatGeobuf" };
        var asOf = new Option<DateOnly>("--as-of") { Description = "数据时点", HelpName = "yyyy-MM-dd", Required = true, CustomParser = LegalDate.Read };
        var source = new Option<string?>("--source") { Description = "数据来源;不写则记文件名" };
        var positions = new Option<string?>("--positions-checked") { HelpName = "REASON", Description = "与本县底图比较疑似互联网地图偏移坐标、但已用已知点核对无误的,写明怎样核对的,仍然入库;理由和操作人记入数据来源和审计" };
        var (choices, label) = (new FileChoices(), new LabelChoice());
        return Verb.Create("import", "整层更新:文件成为图层的新版本,有一个要素不合格就不入库", [layer, file, home, asOf, source, positions, .. label.Options, .. choices.Options, .. person.Options], async (parse, ct) =>
        {
            var path = parse.GetRequiredValue(file);
            if (!Path.Exists(path))
            {
                return Answer.Refused(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
            }

            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            var caller = await person.FindAsync(node, parse, Import, ct);
            var delivered = label.Read(parse, node, caller);
            if (delivered.Error is { } unlabelled)
            {
                return Answer.Refused(unlabelled, ExitCode.BadUse);
            }

            var context = new CommandContext(caller.Actor, caller.Scope, "onemap.layer.import") { ObjectType = "layer", ObjectId = code };
            var import = new LayerImport(code, parse.GetRequiredValue(asOf), parse.GetValue(source) ?? Path.GetFileName(path))
            {
                Demonstration = node.Settings.Demonstration,
                Label = delivered.Value,
                Choices = choices.Read(parse),
                PositionsChecked = parse.GetValue(positions),
            };
            var imported = await WithProgressAsync(import, i => node.Get<ILayerUpkeep>().ImportFileAsync(context, i, path, ct));
            return imported.Error is { } refused ? Refusal(refused) : Done(imported.Value, label.IsDefault(parse));
        });
    }

    private static Answer Done(LayerImported imported, bool byDefault)
    {
        var revision = imported.Revision;
        return Answer.Done(
            ImportedLine.Of(imported),
            console =>
            {
                console.WriteLine($"{revision.LayerCode} 新版本 {revision.Number},{revision.FeatureCount} 个要素,数据时点 {revision.AsOf:yyyy-MM-dd},密级标志 {LabelScheme.Shipped.NameOf(revision.Label)}{(byDefault ? "(没有写明,按本县缺省)" : string.Empty)}。");
                foreach (var warning in imported.Warnings)
                {
                    console.WriteLine($"注意:{warning.Text}{warning.WayOut}");
                }
            });
    }

    /// <summary>What the file is refused for was found in it; all else kept the verb from its work.</summary>
    private static Answer Refusal(Error refused)
    {
        var inFile = refused.Line is not null || refused.Code.Value.StartsWith("FMT-", StringComparison.Ordinal) || refused.Code.Value.StartsWith("GEO-", StringComparison.Ordinal) || refused.Code == OneMapErrors.FileUnreadable || refused.Code == OneMapErrors.AsOfGoesBack;
        return Answer.Refused(refused, inFile ? ExitCode.Found : ExitCode.Failed);
    }

    private static async Task<Result<LayerImported>> WithProgressAsync(LayerImport import, Func<LayerImport, Task<Result<LayerImported>>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(import);
        }

        var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await errors.Status().StartAsync("检查文件", status =>
            work(import with { Progress = new Progress<int>(n => status.Status($"已写入 {n} 个要素")) }));
    }
}
