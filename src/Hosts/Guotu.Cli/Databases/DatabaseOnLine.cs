using System.CommandLine;
using System.Text.RegularExpressions;
using Guotu.Database.Drivers;

namespace Guotu.Cli.Databases;

/// <summary>
/// A database named on the command line. A password does not belong there, where every user of the machine can read it: the
/// connection string says <c>{env:NAME}</c> and the environment holds it.
/// </summary>
internal sealed partial class DatabaseOnLine(string prefix)
{
    public const string SqliteInHome = "Data Source={home}/guotu.db;Default Timeout=30";

    public static readonly string[] Providers = ["sqlite", "postgresql", "dm"];

    private readonly Option<string> _connection = new($"--{prefix}connection")
    {
        Description = "连接串;口令写成 {env:变量名},节点目录写成 {home}。sqlite 可省略",
    };

    private readonly Option<string> _driverFolder = new($"--{prefix}driver-folder") { Description = "厂商驱动所在目录(dm)" };

    private readonly Option<string> _provider = ProviderOption($"--{prefix}provider");

    public IEnumerable<Symbol> Symbols => [_provider, _connection, _driverFolder];

    /// <summary>As it is to be written to the configuration, marks unresolved.</summary>
    public DatabaseOptions Read(ParseResult parse) => new()
    {
        Provider = parse.GetRequiredValue(_provider),
        ConnectionString = parse.GetValue(_connection) ?? SqliteInHome,
        DriverFolder = parse.GetValue(_driverFolder) is { } folder ? Path.GetFullPath(folder) : null,
    };

    /// <summary>A connection string may only be left out for the embedded database.</summary>
    public void Check(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(_provider) is { Errors: var errors } && !errors.Any()
            && result.GetValue(_provider) is not "sqlite" && string.IsNullOrEmpty(result.GetValue(_connection)))
        {
            result.AddError($"--{prefix}provider {result.GetValue(_provider)} 还需要 --{prefix}connection");
        }

        if (result.GetValue(_connection) is { } connection && PasswordInSight().IsMatch(connection))
        {
            result.AddError($"--{prefix}connection 里不能写口令:命令行和 node.json 都会被看到。口令放进环境变量,写成 {{env:变量名}}");
        }
    });

    /// <summary>A password that is written out, in the keys that the providers know.</summary>
    [GeneratedRegex(@"(^|;)\s*(password|pwd|psw|passwd)\s*=\s*(?!\{env:|;|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordInSight();

    private static Option<string> ProviderOption(string name)
    {
        var option = new Option<string>(name) { Description = "数据库:sqlite、postgresql 或 dm", DefaultValueFactory = _ => "sqlite" };
        option.AcceptOnlyFromAmong(Providers);
        return option;
    }
}
