using Guotu.Geo.Formats.Native;
using Guotu.Hosting.Nodes;
using Guotu.Platform;

if (FileReadingProgram.IsAskedFor(args))
{
    return FileReadingProgram.Run();
}

// The service unit's way in: the home folder comes from GUOTU_HOME, the port from GUOTU_PORT.
var home = Environment.GetEnvironmentVariable("GUOTU_HOME");
if (string.IsNullOrEmpty(home) || !File.Exists(Path.Combine(home, NodeSettings.FileName)))
{
    await Console.Error.WriteLineAsync("GUOTU_HOME names no node home (a folder with node.json). Make one with: guotu demo --home DIR, or guotu db init --home DIR");
    return 2;
}

var port = int.TryParse(Environment.GetEnvironmentVariable("GUOTU_PORT"), out var given) ? given : PlatformHost.DefaultPort;
await using var app = PlatformHost.Build(NodeSettings.Load(home), port);
var end = app.Services.GetRequiredService<NodeEnd>();
await app.RunAsync();
return end.Code;
