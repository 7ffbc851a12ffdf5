using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Control;
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
            var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, "identity.key.device-use") { ObjectType = "key", ObjectId = parse.GetRequiredValue(name) };
            return Said(await node.Get<IKeyAdministration>().UseDeviceAsync(context, parse.GetRequiredValue(name), parse.GetRequiredValue(index), TimeSpan.FromMinutes(parse.GetValue(delay)), ct));
        });
    }

    public static Command BuildLeave()
    {
        var (home, person, name, delay) = (NodeOptions.Home(), new ActingPerson(), Purpose(), KeyCommand.Delay());
        var reason = ControlAsking.Reason();
        reason.Required = true;
        return Verb.Create("leave", "申请不再由密码设备签名:由系统管理员复核(guotu approve grant)后,改用由根密钥保护的密钥", [name, delay, reason, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
            Dictionary<string, string> asked = new() { ["key"] = parse.GetRequiredValue(name), ["minutes"] = parse.GetValue(delay).ToString(CultureInfo.InvariantCulture) };
            return await ControlAsking.AskAsync(node, caller, "key.device-leave", new ControlWords(asked, parse.GetRequiredValue(reason)!), ct);
        });
    }

    private static Argument<string> Purpose() =>
        new("NAME") { Description = "用途代码:" + string.Join('、', KeyPairPurpose.Signing.Select(p => p.Name)) };

    private static Answer Said(Result<KeyLine> added) => added.Error is { } refused
        ? Answer.Refused(refused, ExitCode.Failed)
        : Answer.Done(
            KeyCommand.Document(added.Value),
            console => console.WriteLine($"{added.Value.Name}:第 {added.Value.Version} 版(设备内),{added.Value.ActiveFrom.LocalDateTime:yyyy-MM-dd HH:mm:ss} 起启用。"));
}
