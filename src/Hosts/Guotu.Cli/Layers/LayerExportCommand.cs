using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer export LAYER FILE</c>: a revision as GeoJSON in the county's metres; importing it again changes nothing.</summary>
internal static class LayerExportCommand
{
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var file = new Argument<string>("FILE") { Description = "写到这个新文件(0600)" };
        var revision = new Option<int?>("--revision") { Description = "版本号;不写则取现行版本" };
        return Verb.Create("export", "把图层的一个版本写成 GeoJSON(本县投影,米)", [layer, file, home, revision, .. person.Options], async (parse, ct) =>
        {
            using var target = NewFile.Create(parse.GetRequiredValue(file));
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            await person.FindAsync(node, parse, View, ct);
            var exported = await node.Get<ILayerUpkeep>().ExportAsync(code, parse.GetValue(revision), target.Stream, ct);
            if (exported.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var digest = await target.KeepAsync(ct);
            var line = RevisionLine.Of(exported.Value);
            return Answer.Done(
                new { file = target.Path, sm3 = digest.ToString(), revision = line },
                console => console.WriteLine($"{line.Layer} 版本 {line.Revision} 的 {line.Count} 个要素写到 {target.Path},SM3 {digest}。"));
        });
    }
}
