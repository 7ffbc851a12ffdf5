using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.ComplianceReview;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.ReadReview;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Reviewing;

/// <summary><c>guotu review FILE --home D [--matter CODE]</c> and <c>guotu review replay ID --home D</c>.</summary>
internal static class ReviewCommand
{
    private const long Limit = 50L << 20;
    private static readonly PostNeeded Run = new(PostCodes.Handler, ReviewPermissions.Run);
    private static readonly PostNeeded Read = new(PostCodes.Handler, ReviewPermissions.Read);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var file = new Argument<string>("FILE") { Description = "宗地文件:坐标 TXT,或 parse 能读的其他格式(Shapefile 打成 zip)" };
        var matter = new Option<string>("--matter") { Description = "事项代码", DefaultValueFactory = _ => "land-preexamination" };
        var axis = new Option<string>("--axis") { Description = "已确认的坐标顺序:as-written、north-first、east-first", DefaultValueFactory = _ => "as-written" };
        var zone = new Option<int?>("--zone") { Description = "文件没有写明时采用的带号" };
        axis.AcceptOnlyFromAmong("as-written", "north-first", "east-first");
        var command = Verb.Create("review", "合规审查:算出结论,签名并保存", [file, home, matter, axis, zone, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Run, ct);
            var order = parse.GetValue(axis) switch { "north-first" => "northFirst", "east-first" => "eastFirst", _ => "asWritten" };
            var asked = new Asked(parse.GetRequiredValue(file), parse.GetRequiredValue(matter), order, parse.GetValue(zone));
            return await ReviewAsync(node, caller, asked, ct);
        });
        command.Subcommands.Add(BuildReplay());
        return command;
    }

    private static Command BuildReplay()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var id = new Argument<long>("ID") { Description = "结论编号" };
        return Verb.Create("replay", "复算一份结论,与存档比较", [id, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Read, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, "review.replay") { ObjectType = "review" };
            var outcome = await node.Get<ReplayAudited>().RunAsync(context, parse.GetRequiredValue(id), ct);
            return outcome.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed) : ReviewAnswers.Of(outcome.Value);
        });
    }

    private static async Task<Answer> ReviewAsync(NodeSession node, Caller caller, Asked asked, CancellationToken ct)
    {
        if (!File.Exists(asked.File))
        {
            return Answer.Refused(new Error(CliErrors.FileMissing, ("path", asked.File)), ExitCode.BadUse);
        }

        await using var stream = File.OpenRead(asked.File);
        var saved = await node.Get<IFileStore>().SaveAsync(stream, "text/plain", Limit, ct);
        if (saved.Error is { } tooLarge)
        {
            return Answer.Refused(tooLarge, ExitCode.Found);
        }

        var input = new VerdictInput(saved.Value.Digest, Path.GetFileName(asked.File), asked.Axis, asked.Zone);
        var reviews = node.Get<IReviews>();
        var prepared = await reviews.PrepareAsync(new ReviewRequest(asked.Matter, input, ReviewStage.Manual, CaseId: null), ct);
        var context = new CommandContext(caller.Actor, caller.Scope, "review.run") { ObjectType = "file", ObjectId = saved.Value.Digest };
        var stored = await node.Get<IUnitsOfWork>().RunAsync<long>(
            context,
            async (work, token) =>
            {
                if (prepared.Error is { } unreadable)
                {
                    return unreadable;
                }

                await work.AttachAsync(saved.Value, token);
                return await reviews.StoreAsync(work, prepared.Value, token);
            },
            ct);
        if (stored.Error is { } refused)
        {
            return Answer.Refused(refused, ExitCode.Found);
        }

        var review = (await reviews.FindAsync(stored.Value, ct))!;
        return ReviewAnswers.Of(await node.Get<ReviewViews>().OfAsync(review, ct), review);
    }

    private sealed record Asked(string File, string Matter, string Axis, int? Zone);
}
