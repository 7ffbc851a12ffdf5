using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Clients;

/// <summary><c>guotu client …</c>: systems that people sign on to by the platform, in the name of the security administrator and in the audit trail.</summary>
internal static class ClientCommands
{
    private static readonly PostNeeded Needed = new(PostCodes.SecurityAdministrator, IdentityPermissions.ManageGrants);

    public static Command Build() => Verb.Group(
        "client",
        "单点登录:登记其他系统",
        BuildList(),
        BuildProvider(),
        ClientAddCommand.Build(),
        BuildSecret(),
        BuildNotice(),
        BuildStanding("enable", "启用一个系统", (all, context, code, ct) => all.EnableAsync(context, code, ct)),
        BuildStanding("disable", "停用一个系统,已签发的立即作废", (all, context, code, ct) => all.DisableAsync(context, code, ct)),
        BuildKeys());

    public static Argument<string> Code() => new("CLIENT") { Description = "系统的 client_id" };

    /// <summary>A verb in the security administrator's name.</summary>
    public static Command Act(string verb, string description, IReadOnlyList<Symbol> symbols, Func<ClientActing, ParseResult, CancellationToken, Task<Answer>> act)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create(verb, description, [.. symbols, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Needed, ct);
            return await act(new ClientActing(node.Get<IOpenIdAdministration>(), caller), parse, ct);
        });
    }

    public static Answer Changed(string what, Result changed) => changed.Error is { } refused
        ? Answer.Refused(refused, ExitCode.Failed)
        : Answer.Done(new { what, done = true }, console => console.WriteLine($"{what}:已办理。"));

    private static Command BuildList() => Act("list", "列出登记的系统、平台对外地址和签名密钥", [], async (acting, _, ct) =>
    {
        var read = await acting.All.ReadAsync(ct);
        if (read.Error is { } refused)
        {
            return Answer.Refused(refused, ExitCode.Failed);
        }

        var view = read.Value;
        var altered = view.Clients.Any(c => !c.Intact);
        var document = new
        {
            issuer = view.Issuer,
            enabled = view.Enabled,
            keys = view.Keys.Select(k => new { k.Name, activeAt = k.ActiveAt.ToString(), retireAt = k.RetireAt?.ToString() }),
            clients = view.Clients.Select(c => new { c.Code, c.Name, c.BySecret, c.Redirects, c.Logouts, c.Home, c.LogoutNotice, c.Scopes, c.Roles, c.Enabled, c.Intact }),
        };
        return new Answer(altered ? ExitCode.Found : ExitCode.Done, document, console => Show(console, view));
    });

    private static Command BuildProvider()
    {
        var issuer = new Argument<string>("ISSUER") { Description = "平台对外地址,如 https://guotu.example.gov.cn" };
        var off = new Option<bool>("--off") { Description = "停止为其他系统提供登录" };
        return Act("provider", "设定平台对外地址并启用;第一次同时生成签名密钥", [issuer, off], async (acting, parse, ct) =>
        {
            var wanted = new OpenIdProviderBody(parse.GetRequiredValue(issuer), !parse.GetValue(off));
            return Changed(wanted.Issuer, await acting.All.SetProviderAsync(acting.Context("identity.openid.provider", "openid-provider", "1"), wanted, ct));
        });
    }

    private static Command BuildSecret()
    {
        var (code, file) = (Code(), ClientAddCommand.SecretFile());
        file.Required = true;
        return Act("secret", "换发系统密钥,旧的立即失效", [code, file], async (acting, parse, ct) =>
        {
            using var kept = NewFile.Create(parse.GetRequiredValue(file)!);
            var made = await acting.All.ReplaceSecretAsync(acting.Of("identity.openid.client.secret", parse.GetRequiredValue(code)), parse.GetRequiredValue(code), ct);
            return await ClientAddCommand.KeepAsync(made, kept, ct);
        });
    }

    private static Command BuildNotice()
    {
        var code = Code();
        var address = new Option<string?>("--address") { Description = "会话结束时通知的地址(back-channel 退出);不写则不再通知" };
        return Act("logout-notice", "设定系统的退出通知地址", [code, address], async (acting, parse, ct) =>
        {
            var named = parse.GetRequiredValue(code);
            return Changed(named, await acting.All.SetLogoutNoticeAsync(acting.Of("identity.openid.client", named), named, parse.GetValue(address), ct));
        });
    }

    private static Command BuildStanding(string verb, string description, Func<IOpenIdAdministration, CommandContext, string, CancellationToken, Task<Result>> change)
    {
        var code = Code();
        return Act(verb, description, [code], async (acting, parse, ct) =>
        {
            var named = parse.GetRequiredValue(code);
            return Changed(named, await change(acting.All, acting.Of("identity.openid.client.standing", named), named, ct));
        });
    }

    private static Command BuildKeys()
    {
        var withdraw = new Option<bool>("--withdraw") { Description = "旧密钥可能泄露:立即作废,新密钥马上使用" };
        return Act("rotate-key", "更换身份令牌的签名密钥;新密钥先公布一小时再使用", [withdraw], async (acting, parse, ct) =>
        {
            var context = acting.Context("identity.openid.key", "openid-key", string.Empty);
            return Changed("签名密钥", parse.GetValue(withdraw) ? await acting.All.WithdrawKeysAsync(context, ct) : await acting.All.RotateKeyAsync(context, ct));
        });
    }

    private static void Show(IAnsiConsole console, OpenIdView view)
    {
        console.WriteLine($"平台对外地址:{view.Issuer ?? "没有设定"}({(view.Enabled ? "启用" : "停用")})");
        var table = new Table().AddColumns("client_id", "系统", "证明方式", "可用角色", "状态");
        foreach (var client in view.Clients)
        {
            var standing = !client.Intact ? "✗ 被改动" : client.Enabled ? "启用" : "停用";
            table.AddRow(client.Code, Markup.Escape(client.Name), client.BySecret ? "密钥" : "公钥", Markup.Escape(string.Join(' ', client.Roles)), standing);
        }

        console.Write(table);
    }
}

/// <summary>The security administrator at work on the systems.</summary>
internal sealed record ClientActing(IOpenIdAdministration All, Caller Caller)
{
    public CommandContext Of(string kind, string code) => Context(kind, "openid-client", code.Length <= 60 ? code : code[..60]);

    public CommandContext Context(string kind, string objectType, string objectId) => new(Caller.Actor, Caller.Scope, kind) { ObjectType = objectType, ObjectId = objectId };
}
