using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Nodes;

/// <summary>
/// In whose name a verb acts: <c>--as USER</c> with the password from <c>--password-file</c> or standard input, never from the command line. A
/// demonstration node takes the first holder of the post that the verb is for.
/// </summary>
internal sealed class ActingPerson
{
    private readonly Option<string?> _as;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _code;

    public ActingPerson()
        : this(new("--as") { Description = "以谁的名义办理(登录名)" }, new("--password-file") { Description = "口令所在的文件;不写则从标准输入读一行" }, Code())
    {
    }

    private ActingPerson(Option<string?> account, Option<string?> passwordFile, Option<string?> code) => (_as, _passwordFile, _code) = (account, passwordFile, code);

    /// <summary>The second person of an act that one alone may not do.</summary>
    public static ActingPerson Confirming() =>
        new(new("--confirmed-by") { Description = "由谁确认(登录名),不能与 --as 相同" }, new("--confirmed-password-file") { Description = "确认人口令所在的文件;不写则从标准输入读下一行" }, new("--confirmed-code") { Description = "确认人的动态口令" });

    public IEnumerable<Symbol> Options => [_as, _passwordFile, _code];

    /// <summary>A dynamic password is good once and for minutes, so that it may stand on the command line.</summary>
    public static Option<string?> Code() => new("--code") { Description = "动态口令(绑定了的账号要写)" };

    /// <summary>The person, who must hold the permission.</summary>
    public async Task<Caller> FindAsync(NodeSession node, ParseResult parse, PostNeeded needed, CancellationToken ct)
    {
        var found = await SignInAsync(node, parse, needed.Post, ct);
        return found.May(needed.Permission) || (needed.OrPermission is { } other && found.May(other))
            ? found
            : throw new RefusedException(
                new Error(AccessErrors.NotPermitted, ("use", node.Get<PermissionCatalogue>().TitleOf(needed.Permission))), ExitCode.Failed);
    }

    /// <summary>The person, for a verb that looks at the rights itself.</summary>
    /// <param name="node">The node.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="post">Whose first holder acts on a demonstration node where nobody is named.</param>
    /// <param name="ct">Stops before the login.</param>
    public async Task<Caller> SignInAsync(NodeSession node, ParseResult parse, string post, CancellationToken ct)
    {
        var login = node.Get<ICliLogin>();
        var account = parse.GetValue(_as);
        var found = account is null && node.Settings.Demonstration
            ? await login.ActAsHolderAsync(post, ct)
            : account is null
                ? new Error(CliErrors.BadUse, ("reason", $"要用 {_as.Name} 写明以谁的名义办理"))
                : await login.SignInAsync(new LoginProof(account, await PasswordAsync(parse, ct), parse.GetValue(_code)), ct);
        if (found.Error is { } refused)
        {
            throw new RefusedException(refused, ExitCode.Failed);
        }

        if (account is not null && found.Value.MustChangePassword)
        {
            throw new RefusedException(new Error(AccessErrors.PasswordMustChange), ExitCode.Failed);
        }

        if (account is not null && found.Value.MustBindSecondFactor)
        {
            throw new RefusedException(new Error(AccessErrors.SecondFactorMustBind), ExitCode.Failed);
        }

        return found.Value;
    }

    private async Task<string> PasswordAsync(ParseResult parse, CancellationToken ct)
    {
        if (parse.GetValue(_passwordFile) is { } file)
        {
            return (await File.ReadAllTextAsync(file, ct)).TrimEnd('\r', '\n');
        }

        return await Console.In.ReadLineAsync(ct) ?? string.Empty;
    }
}

/// <summary>The post and permission of a verb.</summary>
internal sealed record PostNeeded(string Post, string Permission)
{
    /// <summary>Another permission that will do; null where there is none.</summary>
    public string? OrPermission { get; init; }
}
