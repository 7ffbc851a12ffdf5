using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer verify LAYER</c>: every row of a revision against the digests of its commit. Ends with 1 where they differ.</summary>
internal static class LayerVerifyCommand
{
    private static readonly PostNeeded View = new(PostCodes.DataEngineer, OneMapModule.ViewPermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 DLTB" };
        var revision = new Option<int?>("--revision") { Description = "版本号;不写则取现行版本" };
        return Verb.Create("verify", "逐行核对图层的一个版本与入库时的摘要", [layer, home, revision, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            await person.FindAsync(node, parse, View, ct);
            var verified = await node.Get<ILayerUpkeep>().VerifyAsync(code, parse.GetValue(revision), ct);
            if (verified.Error is { } refused)
            {
                return Answer.Refused(refused, refused.Code == LayerErrors.Damaged ? ExitCode.Found : ExitCode.Failed);
            }

            var line = RevisionLine.Of(verified.Value);
            return Answer.Done(line, console => console.WriteLine($"{line.Layer} 版本 {line.Revision} 的 {line.Count} 个要素与入库时一致。"));
        });
    }
}
