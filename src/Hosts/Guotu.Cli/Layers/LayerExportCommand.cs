using System.CommandLine;
using System.Text;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto;
using Guotu.Geo.Formats;
using Guotu.Hosting.Exports;
using Guotu.Identity.Contracts;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer export LAYER FILE</c>: a revision in the county's metres; importing GeoJSON again changes nothing.</summary>
internal static class LayerExportCommand
{
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    private static readonly IReadOnlyList<string> Written = [.. FileFormats.Codes.Where(c => c != FileFormat.CoordinateText.Code())];

    /// <summary>A GML file takes its types from the schema of the same name.</summary>
    private static NewFile? SchemaBeside(string file, string format) =>
        format == FileFormat.Gml.Code() && Path.ChangeExtension(file, ".xsd") is var path && path != file ? NewFile.Create(path) : null;

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var file = new Argument<string>("FILE") { Description = "写到这个新文件(0600)" };
        var revision = new Option<int?>("--revision") { Description = "版本号;不写则取现行版本" };
        var format = new Option<string>("--format") { Description = "文件格式:" + string.Join("、", Written), DefaultValueFactory = _ => FileFormat.GeoJson.Code() };
        var encoding = new Option<string>("--encoding") { Description = "Shapefile 的文字编码", DefaultValueFactory = _ => "UTF-8" };
        format.AcceptOnlyFromAmong([.. Written]);
        encoding.AcceptOnlyFromAmong("UTF-8", "GB18030");
        return Verb.Create("export", "把图层的一个版本写成文件(本县投影,米);写不下的内容逐项列出", [layer, file, home, revision, format, encoding, .. person.Options], async (parse, ct) =>
        {
            using var target = NewFile.Create(parse.GetRequiredValue(file));
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            var caller = await person.FindAsync(node, parse, View, ct);
            using var schema = SchemaBeside(target.Path, parse.GetRequiredValue(format));
            var order = new LayerExportOrder(code, parse.GetValue(revision), FileFormats.OfCode(parse.GetRequiredValue(format))!.Value, parse.GetRequiredValue(encoding))
            {
                SchemaFile = Path.GetFileName(schema?.Path),
            };
            var exported = await node.Get<ILayerUpkeep>().ExportAsync(order, caller, target.Stream, ct);
            if (exported.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var asked = new ExportAsked(ExportClass.Features, "layer", code, "图层", exported.Value.Label);
            var mark = await node.Get<IExportRegister>().RegisterAsync(caller, asked, ct);
            if (mark.Error is { } above)
            {
                return Answer.Refused(above, ExitCode.Failed);
            }

            // Beside the file, not in it: the file itself goes back into a node unchanged.
            using var companion = mark.Value.Shown ? NewFile.Create(target.Path + "." + ExportMark.CompanionName) : null;
            if (companion is not null)
            {
                await companion.Stream.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + mark.Value.Companion), ct);
                await companion.KeepAsync(ct);
            }

            if (schema is not null && exported.Value.Beside is { } beside)
            {
                await schema.Stream.WriteAsync(beside.Content, ct);
                await schema.KeepAsync(ct);
            }

            var digest = await target.KeepAsync(ct);
            return Told(exported.Value, new WrittenFiles(target.Path, schema?.Path, companion?.Path), (order.Format, digest), mark.Value);
        });
    }

    private static Answer Told(LayerExport export, WrittenFiles files, (FileFormat Format, Sm3Digest Digest) written, ExportMark mark)
    {
        var line = RevisionLine.Of(export.Revision);
        var losses = export.Losses.Select(l => new { code = l.Code.Value, field = l.Field, count = l.Count, first = l.FirstRecord, text = l.Text }).ToList();
        return new Answer(
            losses.Count == 0 ? ExitCode.Done : ExitCode.Found,
            new { file = files.Data, schema = files.Schema, format = written.Format.Code(), sm3 = written.Digest.ToString(), revision = line, inPart = export.InPart, number = mark.Number, label = mark.LabelName, losses },
            console =>
            {
                console.WriteLine(export.InPart
                    ? $"{line.Layer} 版本 {line.Revision} 中本人可见的部分写到 {files.Data},SM3 {written.Digest}。它不是整个图层,不能用来入库。"
                    : $"{line.Layer} 版本 {line.Revision} 的 {line.Count} 个要素写到 {files.Data},SM3 {written.Digest}。");
                console.WriteLine($"密级标志 {mark.LabelName},导出编号 {mark.Number}{(files.Companion is null ? string.Empty : ",说明在 " + files.Companion)}。");
                if (files.Schema is not null)
                {
                    console.WriteLine($"字段的类型和宽度在 {files.Schema},与数据放在一起用。");
                }

                foreach (var loss in losses)
                {
                    console.WriteLine($"没有照原样写 {loss.code} {loss.text}");
                }
            });
    }

    /// <summary>The layer, its schema and what is said of it; null for what there is not.</summary>
    private sealed record WrittenFiles(string Data, string? Schema, string? Companion);
}
