using System.Globalization;

namespace Guotu.FileKeyAgent;

/// <summary>Runs the agent until it is stopped.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var words = args.Chunk(2).Where(p => p.Length == 2).ToLookup(p => p[0], p => p[1], StringComparer.Ordinal);
        var (keys, certificates) = (words["--key"].ToList(), words["--certificate"].ToList());
        if (!int.TryParse(words["--port"].FirstOrDefault(), CultureInfo.InvariantCulture, out var port) || !words["--origin"].Any() || keys.Count == 0 || keys.Count != certificates.Count)
        {
            await Console.Error.WriteLineAsync("--port N --origin ORIGIN --key FILE --certificate FILE");
            return 2;
        }

        await using var agent = Agent.Start(port, [.. words["--origin"]]);
        agent.Keys.AddRange(keys.Zip(certificates, FileKey.Read));
        await Console.Out.WriteLineAsync($"http://127.0.0.1:{port}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
