using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Content of a kind that an endpoint does not take (提交内容的种类不对).</summary>
public sealed class ContentKindTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task A_file_that_does_not_come_as_a_form_is_told_which_kind_is_taken()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        using var json = await clerk.SendAsync(HttpMethod.Post, "files", JsonContent.Create(new { file = "界址点.txt" }));
        using var bytes = await clerk.SendAsync(HttpMethod.Post, "files", new ByteArrayContent([1, 2, 3]));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "HST-0005"), (json.StatusCode, await CodeAsync(json)));
        Assert.Contains("multipart/form-data", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "HST-0005"), (bytes.StatusCode, await CodeAsync(bytes)));
    }

    [Fact]
    public async Task A_form_where_json_is_taken_is_told_so_and_an_address_that_does_not_exist_stays_unknown()
    {
        using var clerk = await demonstration.SignInAsync("wangxy");
        using var text = await clerk.SendAsync(HttpMethod.Post, "cases", new StringContent("matter=1", Encoding.UTF8, "text/plain"));
        using var nowhere = await clerk.SendAsync(HttpMethod.Post, "nowhere", new StringContent("x", Encoding.UTF8, "text/plain"));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "HST-0005"), (text.StatusCode, await CodeAsync(text)));
        Assert.Equal((HttpStatusCode.NotFound, "HST-0004"), (nowhere.StatusCode, await CodeAsync(nowhere)));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
}
