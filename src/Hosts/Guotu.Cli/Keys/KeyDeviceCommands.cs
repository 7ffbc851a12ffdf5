using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Keys;

/// <summary><c>guotu key device use|leave</c>: which signing keys lie inside the signing device of the node.</summary>
internal static class KeyDeviceCommands
{
    public static Command BuildUse()
    {
        var (home, person, name, delay) = (NodeOptions.Home(), new ActingPerson(), Purpose(), KeyCommand.Delay());
        var index = new Option<uint>("--index") { Description = "设备内签名密钥的索引", Required = true };
        return Verb.Create("use", "以后用密码设备内的密钥签名(node.json 的 signingDevice);旧版本留着验证", [name, index, delay, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var context = await ContextAsync(node, parse, person, parse.GetRequiredValue(name), "identity.key.device-use", ct);
            var keys = node.Get<IKeyAdministration>();
            return Said(await keys.UseDeviceAsync(context, parse.GetRequiredValue(name), parse.GetRequiredValue(index), TimeSpan.FromMinutes(parse.GetValue(delay)), ct));
        });
    }

    public static Command BuildLeave()
    {
        var (home, person, name, delay) = (NodeOptions.Home(), new ActingPerson(), Purpose(), KeyCommand.Delay());
        return Verb.Create("leave", "以后改用由根密钥保护的密钥签名,不再用设备", [name, delay, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var context = await ContextAsync(node, parse, person, parse.GetRequiredValue(name), "identity.key.device-leave", ct);
            return Said(await node.Get<IKeyAdministration>().LeaveDeviceAsync(context, parse.GetRequiredValue(name), TimeSpan.FromMinutes(parse.GetValue(delay)), ct));
        });
    }

    private static Argument<string> Purpose() =>
        new("NAME") { Description = "用途代码:" + string.Join('、', KeyPairPurpose.Signing.Select(p => p.Name)) };

    private static async Task<CommandContext> ContextAsync(NodeSession node, ParseResult parse, ActingPerson person, string name, string kind, CancellationToken ct)
    {
        var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
        return new CommandContext(caller.Actor, caller.Scope, kind) { ObjectType = "key", ObjectId = name };
    }

    private static Answer Said(Result<KeyLine> added) => added.Error is { } refused
        ? Answer.Refused(refused, ExitCode.Failed)
        : Answer.Done(
            KeyCommand.Document(added.Value),
            console => console.WriteLine(
                $"{added.Value.Name}:第 {added.Value.Version} 版{(added.Value.Kind == WrappedKeyKind.DeviceKeyPair ? "(设备内)" : string.Empty)},"
                + $"{added.Value.ActiveFrom.LocalDateTime:yyyy-MM-dd HH:mm:ss} 起启用。"));
}
