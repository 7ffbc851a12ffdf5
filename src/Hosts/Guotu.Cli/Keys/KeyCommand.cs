using System.CommandLine;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Keys;

/// <summary><c>guotu key …</c>: the node's keys, in the name of the security administrator and in the audit trail.</summary>
internal static class KeyCommand
{
    public static readonly PostNeeded ManageKeys = new(PostCodes.SecurityAdministrator, IdentityPermissions.ManageKeys);

    private const int LongestDelay = 30 * 24 * 60;

    public static Command Build() => Verb.Group(
        "key",
        "密钥:清单、更换、根密钥、分存",
        BuildList(),
        BuildRotate(),
        Verb.Group("device", "签名密钥放在密码设备内", KeyDeviceCommands.BuildUse(), KeyDeviceCommands.BuildLeave()),
        Verb.Group("root", "根密钥", BuildRootChange(), KeyDeviceCommand.Build()),
        Verb.Group("share", "根密钥分存:三名管理员各持一份,任意两份合成", KeyShareCommands.BuildMake(), KeyShareCommands.BuildJoin()));

    private static Command BuildList()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出密钥的用途、版本和启用时刻(不含密钥本身)", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, ManageKeys, ct);
            var keys = node.Get<IKeyAdministration>();
            var lines = keys.List();
            var document = new { root = keys.RootId, keys = lines.Select(Document) };
            return Answer.Done(document, console => Show(console, keys.RootId, lines));
        });
    }

    private static Command BuildRotate()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var name = new Argument<string>("NAME") { Description = "用途代码,见 guotu key list" };
        var delay = Delay();
        return Verb.Create("rotate", "更换一把密钥:加一个新版本,旧版本留着读旧数据", [name, delay, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, ManageKeys, ct);
            var named = parse.GetRequiredValue(name);
            var context = new CommandContext(caller.Actor, caller.Scope, "identity.key.rotate") { ObjectType = "key", ObjectId = named };
            var rotated = await node.Get<IKeyAdministration>().RotateAsync(context, named, TimeSpan.FromMinutes(parse.GetValue(delay)), ct);
            return rotated.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(
                    Document(rotated.Value),
                    console => console.WriteLine($"{named}:第 {rotated.Value.Version} 版,{rotated.Value.ActiveFrom.LocalDateTime:yyyy-MM-dd HH:mm:ss} 起启用。"));
        });
    }

    private static Command BuildRootChange()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var reason = ControlAsking.Reason();
        reason.Required = true;
        return Verb.Create("change", "申请更换根密钥:由系统管理员复核(guotu approve grant)后执行,全部密钥改由新的根密钥保护,业务不停", [reason, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, ManageKeys, ct);
            return await ControlAsking.AskAsync(node, caller, "key.root-change", new ControlWords([], parse.GetRequiredValue(reason)!), ct);
        });
    }

    internal static Option<int> Delay()
    {
        var delay = new Option<int>("--after-minutes")
        {
            Description = "多少分钟后启用;几个节点一起运行时要大于1",
            DefaultValueFactory = _ => 5,
        };
        delay.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 0 or > LongestDelay)
            {
                r.AddError($"--after-minutes 在 0 到 {LongestDelay} 之间");
            }
        });
        return delay;
    }

    internal static object Document(KeyLine line) =>
        new { line.Name, line.Version, line.Kind, activeFrom = line.ActiveFrom.ToString(), line.Standing };

    private static void Show(IAnsiConsole console, string root, IReadOnlyList<KeyLine> lines)
    {
        console.WriteLine($"根密钥标识:{root}");
        var table = new Table().AddColumns("用途", "版本", "种类", "启用时刻", "状态");
        foreach (var line in lines)
        {
            table.AddRow(
                line.Name,
                $"{line.Version}",
                line.Kind switch { WrappedKeyKind.Symmetric => "对称密钥", WrappedKeyKind.DeviceKeyPair => "SM2密钥对(设备内)", _ => "SM2密钥对" },
                $"{line.ActiveFrom.LocalDateTime:yyyy-MM-dd HH:mm:ss}",
                line.Standing switch { KeyStanding.Current => "在用", KeyStanding.Waiting => "待启用", _ => "只读旧数据" });
        }

        console.Write(table);
    }
}
