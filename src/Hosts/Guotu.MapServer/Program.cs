using Guotu.Geo.Formats.Native;
using Guotu.Hosting.Nodes;
using Guotu.Platform;

if (FileReadingProgram.IsAskedFor(args))
{
    return FileReadingProgram.Run();
}

// The data service of a cluster: the layers' services of the node in GUOTU_HOME, at GUOTU_PORT. Nginx sends /ogc here; the platform serves the
// same addresses where there is no such process.
const int defaultPort = PlatformHost.DefaultPort + 1;
var home = Environment.GetEnvironmentVariable("GUOTU_HOME");
if (string.IsNullOrEmpty(home) || !File.Exists(Path.Combine(home, NodeSettings.FileName)))
{
    await Console.Error.WriteLineAsync("GUOTU_HOME names no node home (a folder with node.json). Make one with: guotu demo --home DIR, or guotu db init --home DIR");
    return 2;
}

var port = int.TryParse(Environment.GetEnvironmentVariable("GUOTU_PORT"), out var given) ? given : defaultPort;
await using var app = PlatformHost.BuildReading(NodeSettings.Load(home), port);
var end = app.Services.GetRequiredService<NodeEnd>();
await app.RunAsync();
return end.Code;
