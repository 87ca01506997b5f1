package io.descent.web.problem;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What cannot be provoked from outside without harm to other tests. */
class ProblemsTest {

    @RestController
    static class Failing {

        @GetMapping("/memory")
        String memory() {
            throw new OutOfMemoryError("Java heap space");
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("/secret/path");
        }
    }

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new Failing())
            .setControllerAdvice(new Problems())
            .build();

    @Test
    void aRequestThatExhaustsTheHeapIsAnsweredAsOutOfMemory() throws Exception {
        mvc.perform(get("/memory"))
                .andExpect(status().isInsufficientStorage())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:descent:problem:out-of-memory"));
    }

    @Test
    void aBugIsAnsweredWithoutAWordOfTheInside() throws Exception {
        mvc.perform(get("/bug"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.detail").value("The service failed to handle this request; see its log."));
    }
}
