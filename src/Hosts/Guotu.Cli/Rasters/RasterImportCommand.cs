using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Layers;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Rasters;

/// <summary><c>guotu raster import CODE FILE --as-of DATE</c>: a GeoTIFF becomes the raster's new revision, whole or not at all.</summary>
internal static class RasterImportCommand
{
    private static readonly PostNeeded Import = new(PostCodes.DataEngineer, OneMapModule.RasterPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var raster = new Argument<string>("CODE") { Description = "栅格代码,如 DEM、DOM" };
        var file = new Argument<string>("FILE") { Description = "GeoTIFF(含 COG),本县投影带" };
        var asOf = new Option<DateOnly>("--as-of") { Description = "数据时点", HelpName = "yyyy-MM-dd", Required = true, CustomParser = LegalDate.Read };
        var source = new Option<string?>("--source") { Description = "数据来源;不写则记文件名" };
        var label = new LabelChoice();
        var datum = new Option<string?>("--vertical-datum") { Description = "高程基准;高程模型必须写 1985" };
        return Verb.Create("import", "文件成为栅格的新版本:分块并生成概化层,原始文件存档", [raster, file, home, asOf, source, datum, .. label.Options, .. person.Options], async (parse, ct) =>
        {
            var path = parse.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                return Answer.Refused(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
            }

            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            if (node.Get<IRasterCatalogue>().Find(parse.GetRequiredValue(raster)) is not { } definition)
            {
                return Answer.Refused(new Error(KernelErrors.NotFound, ("what", "栅格 " + parse.GetRequiredValue(raster))), ExitCode.BadUse);
            }

            var caller = await person.FindAsync(node, parse, Import, ct);
            var delivered = label.Read(parse, node, caller);
            if (delivered.Error is { } unlabelled)
            {
                return Answer.Refused(unlabelled, ExitCode.BadUse);
            }

            var context = new CommandContext(caller.Actor, caller.Scope, OneMapModule.RasterPermission) { ObjectType = "raster", ObjectId = definition.Code };
            var import = new RasterImport(definition.Code, parse.GetRequiredValue(asOf), parse.GetValue(source) ?? Path.GetFileName(path), parse.GetValue(datum))
            {
                Demonstration = node.Settings.Demonstration,
                Label = delivered.Value,
            };
            var imported = await WithProgressAsync(import, i => node.Get<IRasterImport>().ImportFileAsync(context, i, path, ct));
            return imported.Error is { } refused ? Refusal(refused) : Done(definition, imported.Value);
        });
    }

    private static Answer Done(RasterDefinition definition, RasterRevision revision) => Answer.Done(
        RasterLine.Of(new RasterState(definition, revision, Stale: false)),
        console => console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{revision.RasterCode} 新版本 {revision.Number},{revision.Place.Columns} × {revision.Place.Rows} 格,格距 {revision.Place.CellEastMetres:0.###} 米,数据时点 {revision.AsOf:yyyy-MM-dd},密级标志 {LabelScheme.Shipped.NameOf(revision.Label)}。")));

    /// <summary>What the file is refused for was found in it; all else kept the verb from its work.</summary>
    private static Answer Refusal(Error refused)
    {
        var inFile = refused.Code.Value.StartsWith("FMT-", StringComparison.Ordinal) || refused.Code.Value.StartsWith("GEO-", StringComparison.Ordinal) || refused.Code == OneMapErrors.AsOfGoesBack;
        return Answer.Refused(refused, inFile ? ExitCode.Found : ExitCode.Failed);
    }

    private static async Task<Result<RasterRevision>> WithProgressAsync(RasterImport import, Func<RasterImport, Task<Result<RasterRevision>>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(import);
        }

        var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await errors.Status().StartAsync("检查文件", status =>
            work(import with { Progress = new Progress<double>(share => status.Status(string.Create(CultureInfo.InvariantCulture, $"已读入 {share:P0}"))) }));
    }
}
