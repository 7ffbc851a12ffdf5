using Guotu.Hosting.Nodes;
using Guotu.Platform;
using Guotu.Testing;
using Guotu.Testing.Node;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Guotu.Integration.Tests;

/// <summary>The description of the API that other systems and the pages are built against.</summary>
public sealed class ApiDocumentTests
{
    private static readonly string Committed = Path.Combine(TestData.Checkout, "docs", "api", "openapi.json");

    [Fact]
    public async Task The_committed_description_is_that_of_the_endpoints_served()
    {
        using var home = await DemonstrationHome.CreateAsync();
        await using var app = PlatformHost.Build(NodeSettings.Load(home.Home), PlatformHost.DefaultPort);
        // The description is read from the routes that the pipeline ends in; the node itself is not started.
        app.UseEndpoints(_ => { });
        var document = app.Services.GetRequiredService<ISwaggerProvider>().GetSwagger("v1");
        var text = (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0)).ReplaceLineEndings("\n") + "\n";
        Assert.NotEmpty(document.Paths);
        if (Environment.GetEnvironmentVariable("GUOTU_WRITE_GENERATED") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            await File.WriteAllTextAsync(Committed, text);
        }

        Assert.True(
            File.Exists(Committed) && await File.ReadAllTextAsync(Committed) == text,
            $"{Committed} is stale: run the tests with GUOTU_WRITE_GENERATED=1");
    }
}
