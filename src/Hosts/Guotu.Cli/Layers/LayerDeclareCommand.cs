using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer declare-empty LAYER DOCUMENT</c>: the county lawfully has nothing in this layer, by a document, until a day.</summary>
internal static class LayerDeclareCommand
{
    private const long Limit = 50L << 20;
    private static readonly PostNeeded Declare = new(PostCodes.DataEngineer, OneMapModule.DeclarePermission);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var layer = new Argument<string>("LAYER") { Description = "图层代码,如 LSYD" };
        var file = new Argument<string>("DOCUMENT") { Description = "依据文件(PDF)" };
        var name = new Option<string>("--name") { Description = "依据文件的名称或文号", Required = true };
        var until = new Option<DateOnly>("--until") { Description = "有效期最后一天", HelpName = "yyyy-MM-dd", Required = true, CustomParser = LegalDate.Read };
        return Verb.Create("declare-empty", "凭文件声明图层依法为空", [layer, file, home, name, until, .. person.Options], async (parse, ct) =>
        {
            var path = parse.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                return Answer.Refused(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
            }

            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var code = LayerCommands.CodeIn(node, parse.GetRequiredValue(layer));
            var caller = await person.FindAsync(node, parse, Declare, ct);
            var stored = await StoreAsync(node, path, ct);
            if (stored.Error is { } unusable)
            {
                return Answer.Refused(unusable, ExitCode.Found);
            }

            var context = new CommandContext(caller.Actor, caller.Scope, OneMapModule.DeclarePermission) { ObjectType = "layer", ObjectId = code };
            var declaration = new LayerDeclaration(code, stored.Value.Digest, parse.GetRequiredValue(name), parse.GetValue(until)) { NewDocument = stored.Value };
            var declared = await node.Get<ILayerUpkeep>().DeclareEmptyAsync(context, declaration, ct);
            return declared.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed) : Done(declared.Value, declaration);
        });
    }

    private static Answer Done(LayerRevision revision, LayerDeclaration declaration) => Answer.Done(
        new { revision = RevisionLine.Of(revision), document = declaration.DocumentDigest, validUntil = declaration.ValidUntil },
        console => console.WriteLine($"{revision.LayerCode} 版本 {revision.Number} 声明为依法为空,有效到 {declaration.ValidUntil:yyyy-MM-dd}。"));

    private static async Task<Result<StoredFile>> StoreAsync(NodeSession node, string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        var head = new byte[5];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        if (!head.AsSpan(0, read).SequenceEqual("%PDF-"u8))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "依据文件"), ("reason", "不是 PDF")) { Field = "document" };
        }

        stream.Position = 0;
        return await node.Get<IFileStore>().SaveAsync(stream, "application/pdf", Limit, ct);
    }
}
