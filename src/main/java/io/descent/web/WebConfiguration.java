package io.descent.web;

import io.descent.schema.Names;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;

/** How values are written in JSON and URLs, for all routes. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

    @Bean
    JacksonModule finiteNumbers() {
        return new FiniteNumbers();
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverterFactory(new ByName());
    }

    /** Reads the constants of an enum by their names in JSON. */
    @SuppressWarnings("rawtypes") // as Spring's own for enums
    private static final class ByName implements ConverterFactory<String, Enum> {
        @Override
        public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
            return text -> Names.constant(type, text);
        }
    }
}
