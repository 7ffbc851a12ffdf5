using System.CommandLine;
using System.Text;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Clients;

/// <summary><c>guotu client add</c>: the secret goes to a 0600 file that is named here, and is shown nowhere.</summary>
internal static class ClientAddCommand
{
    public static Option<string?> SecretFile() => new("--secret-file") { Description = "密钥写入的新文件(0600),交给系统的维护人员后删去" };

    public static Command Build()
    {
        var code = ClientCommands.Code();
        var name = new Option<string>("--name") { Description = "系统名称", Required = true };
        var redirects = new Option<string[]>("--redirect") { Description = "回调地址,逐字相同,可写多个", Required = true, AllowMultipleArgumentsPerToken = true };
        var logouts = new Option<string[]>("--logout") { Description = "退出后返回的地址,可写多个", AllowMultipleArgumentsPerToken = true };
        var homePage = new Option<string?>("--home-page") { Description = "系统首页,显示在应用中心" };
        var scopes = new Option<string[]>("--scope") { Description = "可取的资料:profile account organisation roles", AllowMultipleArgumentsPerToken = true };
        var roles = new Option<string[]>("--role") { Description = "可以使用的角色代码,可写多个", Required = true, AllowMultipleArgumentsPerToken = true };
        var keys = new Option<string?>("--keys-file") { Description = "系统公钥(JWKS)所在的文件;写了就不发密钥" };
        var file = SecretFile();
        return ClientCommands.Act("add", "登记一个系统", [code, name, redirects, logouts, homePage, scopes, roles, keys, file], async (acting, parse, ct) =>
        {
            if (parse.GetValue(keys) is null == (parse.GetValue(file) is null))
            {
                return Answer.Refused(new Error(CliErrors.BadUse, ("reason", "--secret-file 与 --keys-file 要写其中一个")), ExitCode.BadUse);
            }

            var jwks = parse.GetValue(keys) is { } path ? await File.ReadAllTextAsync(path, ct) : null;
            var wanted = new OpenIdClientBody(
                parse.GetRequiredValue(code), parse.GetRequiredValue(name), jwks, parse.GetRequiredValue(redirects), parse.GetValue(logouts), parse.GetValue(homePage),
                parse.GetValue(scopes) ?? [], parse.GetRequiredValue(roles));
            using var kept = parse.GetValue(file) is { } secretFile ? NewFile.Create(secretFile) : null;
            return await KeepAsync(await acting.All.AddAsync(acting.Of("identity.openid.client", wanted.Code), wanted, ct), kept, ct);
        });
    }

    public static async Task<Answer> KeepAsync(Result<OpenIdClientMade> made, NewFile? kept, CancellationToken ct)
    {
        if (made.Error is { } refused)
        {
            return Answer.Refused(refused, ExitCode.Failed);
        }

        if (kept is null || made.Value.Secret is not { } secret)
        {
            return Answer.Done(new { client = made.Value.Code, secretFile = (string?)null }, console => console.WriteLine($"{made.Value.Code}:已登记。"));
        }

        await kept.Stream.WriteAsync(Encoding.ASCII.GetBytes(secret + "\n"), ct);
        await kept.KeepAsync(ct);
        return Answer.Done(
            new { client = made.Value.Code, secretFile = (string?)kept.Path },
            console => console.WriteLine($"{made.Value.Code}:密钥在 {kept.Path}(0600),平台只留摘要,不能再取出。"));
    }
}
